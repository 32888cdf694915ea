import { z } from 'zod';
import type { Content, Cpa, Source } from '../rule/case.ts';
import { type CaseKind, caseKinds, companyForms, sourcesOf } from '../rule/kind.ts';
import { isUbn } from '../rule/ubn.ts';
import { amount, type Body, day, line, lines, type Parsed, parseForm, price } from './value.ts';

/** The steps' forms: each answers the part of the content it is about. */

const companyForm = z.object({
  name: line(100),
  form: z.enum(companyForms),
  ubn: line(8).refine((text) => text === '' || isUbn(text), 'ubn.invalid'),
  precheck: line(9).refine((text) => text === '' || /^\d{9}$/.test(text), 'precheck.malformed'),
  address: line(200),
  representative: line(60),
  contactName: line(60),
  contactMail: line(254).refine((text) => text === '' || z.email().safeParse(text).success, 'mail.invalid'),
  contactPhone: line(30).refine((text) => text === '' || /^[+\d][\d\s()#-]{4,}$/.test(text), 'phone.invalid'),
});

export function parseCompany(body: Body): Parsed<Pick<Content, 'company' | 'contact'>> {
  const parsed = parseForm(companyForm, body);
  if (parsed.value === undefined) return parsed;
  const { contactName, contactMail, contactPhone, ...company } = parsed.value;
  return { value: { company, contact: { name: contactName, mail: contactMail, phone: contactPhone } } };
}

const capitalForm = z.object({
  kind: z.enum(caseKinds),
  baseDate: day,
  capitalBefore: amount,
  capitalAfter: amount,
  shares: amount,
  price,
  premium: amount,
});

export function parseCapital(
  body: Body,
): Parsed<
  Pick<Content, 'kind' | 'baseDate' | 'capitalBefore' | 'capitalAfter' | 'shares' | 'priceCents' | 'premium'>
> {
  const parsed = parseForm(capitalForm, body);
  if (parsed.value === undefined) return parsed;
  const { price: priceCents, ...rest } = parsed.value;
  return { value: { ...rest, priceCents } };
}

/**
 * The amounts of a kind's sources, fields `amount-cash`, `note-cash` …; a source without amount is none. Sources kept from
 * before keep their statements. A source that the kind does not have any more shows in the check, so it stays.
 */
export function parseSources(body: Body, kind: CaseKind, held: readonly Source[]): Parsed<readonly Source[]> {
  const kinds = [...new Set([...sourcesOf[kind], ...held.map((source) => source.kind)])];
  const fields = kinds.flatMap(
    (name) =>
      [
        [`amount-${name}`, amount],
        [`note-${name}`, line(200)],
      ] as const,
  );
  const parsed = parseForm(z.object(Object.fromEntries(fields)), body);
  if (parsed.value === undefined) return parsed;
  const { value } = parsed;
  const sources = kinds.flatMap((name): readonly Source[] => {
    const paid = Number(value[`amount-${name}`] ?? 0);
    const note = String(value[`note-${name}`] ?? '');
    const statement = held.find((source) => source.kind === name)?.statement ?? [];
    return paid === 0 ? [] : [{ kind: name, amount: paid, note, statement }];
  });
  return { value: sources };
}

const cpaForm = z.object({
  cpaName: line(60),
  cpaRegistration: line(60),
  secondName: line(60),
  secondRegistration: line(60),
  reportDate: day,
  reportText: lines(8000),
});

export function parseCpas(body: Body): Parsed<Pick<Content, 'cpas' | 'reportDate' | 'reportText'>> {
  const parsed = parseForm(cpaForm, body);
  if (parsed.value === undefined) return parsed;
  const { cpaName, cpaRegistration, secondName, secondRegistration, reportDate, reportText } = parsed.value;
  const named: readonly Cpa[] = [
    { name: cpaName, registration: cpaRegistration },
    { name: secondName, registration: secondRegistration },
  ];
  const cpas = named.filter((cpa) => cpa.name !== '' && cpa.registration !== '');
  return { value: { cpas, reportDate, reportText } };
}
