import type { Fonts } from '@kaika/document/font';
import { closeSheet, openSheet, type Sheet } from '@kaika/document/sheet';
import { facts, table } from '@kaika/document/table';
import { heading, notice, paragraph, title } from '@kaika/document/text';
import { longDate } from '@kaika/look/date';
import type { Language } from '@kaika/look/language';
import { count, money } from '@kaika/look/number';
import type { Case, Content, Source } from '../rule/case.ts';
import { difference, statementAmount, statementShares } from '../rule/sum.ts';
import { nouns } from '../word/noun.ts';
import { type ReportWords, reportWords } from '../word/report.ts';
import { dayOf, priceOf } from './day.ts';

export type ReportSettings = {
  readonly fonts: Fonts;
  readonly language: Language;
  /** When it is made: into the metadata. */
  readonly now: Date;
  /** A preview says that it is one. */
  readonly draft: boolean;
};

type Pen = { readonly sheet: Sheet; readonly words: ReportWords; readonly language: Language };

/** The attestation report of a case as PDF: facts, opinion, change of capital, statements, manifest of attachments. */
export async function writeReport(held: Case, settings: ReportSettings): Promise<Uint8Array> {
  const words = reportWords(settings.language);
  const { content } = held;
  const sheet = openSheet({
    fonts: settings.fonts,
    title: `${words.title} ${content.company.name}`.trim(),
    subject: words.subject,
    author: held.firm.name,
    language: settings.language,
    createdAt: settings.now,
    footer: { text: [words.footer, content.company.name].filter(Boolean).join('　'), page: words.page },
  });
  const pen: Pen = { sheet, words, language: settings.language };
  title(sheet, words.title, content.company.name);
  if (settings.draft) notice(sheet, words.draft, words.draftText);
  setFacts(pen, content);
  setOpinion(pen, held);
  setSources(pen, content);
  setStatements(pen, content);
  setAttachments(pen, content);
  heading(sheet, words.signature);
  paragraph(sheet, words.signatureText(held.firm.name));
  return closeSheet(sheet);
}

/** A first text of the report (§4), made from the case; the firm edits it. */
export function reportTemplate(content: Content, language: Language): string {
  const words = reportWords(language);
  const noun = nouns(language);
  const sources = content.sources.map(
    (source) => `${noun.source[source.kind]} ${money(source.amount, language)}`,
  );
  return words.template({
    company: content.company.name,
    baseDate: dayOf(content.baseDate, language),
    kind: noun.kind[content.kind],
    before: count(content.capitalBefore),
    after: count(content.capitalAfter),
    change: count(difference(content)),
    direction: content.capitalAfter < content.capitalBefore ? words.down : words.up,
    sources: sources.length === 0 ? words.none : sources.join(words.comma),
  });
}

function setFacts({ sheet, words, language }: Pen, content: Content): void {
  const { company } = content;
  const noun = nouns(language);
  const number: readonly [string, string] =
    company.ubn === '' ? [words.precheck, company.precheck] : [words.ubn, company.ubn];
  const pairs: (readonly [string, string])[] = [
    [words.company, company.name],
    number,
    [words.form, noun.form[company.form]],
    [words.address, company.address],
    [words.representative, company.representative],
    [words.kind, noun.kind[content.kind]],
    [words.baseDate, dayOf(content.baseDate, language)],
    [words.before, money(content.capitalBefore, language)],
    [words.after, money(content.capitalAfter, language)],
    [words.change, money(content.capitalAfter - content.capitalBefore, language)],
  ];
  if (company.form !== 'limited') {
    pairs.push([words.shares, words.shareUnit(count(content.shares))]);
    pairs.push([words.price, words.priceUnit(priceOf(content.priceCents))]);
    pairs.push([words.premium, money(content.premium, language)]);
  }
  facts(sheet, pairs);
}

function setOpinion({ sheet, words, language }: Pen, held: Case): void {
  const { content } = held;
  heading(sheet, words.opinion);
  for (const [index, text] of content.reportText.split(/\r?\n/).entries()) {
    if (text.trim() !== '')
      paragraph(sheet, text.trim(), { indent: index === 0 || language === 'en' ? 0 : 2 });
  }
  facts(sheet, [
    [words.firm, held.firm.name],
    ...content.cpas.map((cpa): [string, string] => [
      words.cpa,
      `${cpa.name}（${words.registration(cpa.registration)}）`,
    ]),
    [words.reportDate, content.reportDate === '' ? '' : dayOf(content.reportDate, language)],
  ]);
}

function setSources({ sheet, words, language }: Pen, content: Content): void {
  heading(sheet, words.sources);
  const total = content.sources.reduce((sum, source) => sum + source.amount, 0);
  table(sheet, {
    columns: [
      { title: words.source, share: 3 },
      { title: words.note, share: 4 },
      { title: words.amount, share: 3, align: 'right' },
    ],
    rows: content.sources.map((source) => [
      nouns(language).source[source.kind],
      source.note,
      count(source.amount),
    ]),
    total: [words.total, '', count(total)],
  });
}

function setStatements(pen: Pen, content: Content): void {
  heading(pen.sheet, pen.words.statements);
  for (const source of content.sources) setStatement(pen, source, content.company.form !== 'limited');
}

function setStatement({ sheet, words, language }: Pen, source: Source, withShares: boolean): void {
  const noun = nouns(language);
  paragraph(sheet, `${noun.source[source.kind]}　${money(source.amount, language)}`, { bold: true });
  const shares = (text: string): readonly string[] => (withShares ? [text] : []);
  table(sheet, {
    columns: [
      { title: words.role, share: 3.2 },
      { title: words.name, share: 4 },
      { title: words.holders, share: 1.3, align: 'right' },
      ...shares(words.shares).map((text) => ({ title: text, share: 2.6, align: 'right' }) as const),
      { title: words.amount, share: 3.5, align: 'right' },
      { title: words.paid, share: 2.9, align: 'right' },
    ],
    rows: source.statement.map((row) => [
      noun.role[row.role],
      row.name,
      count(row.holders),
      ...shares(count(row.shares)),
      count(row.amount),
      row.date === '' ? '' : dayOf(row.date, language, 'short'),
    ]),
    total: [
      words.total,
      '',
      count(source.statement.reduce((sum, row) => sum + row.holders, 0)),
      ...shares(count(statementShares(source.statement))),
      count(statementAmount(source.statement)),
      '',
    ],
  });
}

function setAttachments({ sheet, words, language }: Pen, content: Content): void {
  heading(sheet, words.attachments);
  paragraph(sheet, words.attachmentsLead, { quiet: true });
  const noun = nouns(language);
  table(sheet, {
    columns: [
      { title: words.fileKind, share: 3 },
      { title: words.source, share: 2 },
      { title: words.file, share: 3.4 },
      { title: words.hash, share: 4.6 },
    ],
    rows: content.attachments.map((held) => [
      noun.attachment[held.kind],
      held.source === null ? '' : noun.source[held.source],
      held.name,
      held.sha256,
    ]),
  });
}

/** The day a report or a receipt was made, for file names: `20261121`. */
export function stampOf(now: Date): string {
  return longDate(now, 'en').replaceAll('-', '');
}
