import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { parseCapital, parseCompany, parseCpas, parseSources } from '../form/case.ts';
import type { Body, Parsed } from '../form/value.ts';
import type { Env, Office, Visit } from '../office.ts';
import { CapitalPage } from '../page/capital.tsx';
import { CheckPage } from '../page/check.tsx';
import { CompanyPage } from '../page/company.tsx';
import { CpaPage } from '../page/cpa.tsx';
import { SourcePage } from '../page/source.tsx';
import { nextPlace, type StepProps, stepHref } from '../page/step.tsx';
import { todayOf } from '../paper/day.ts';
import { reportTemplate } from '../paper/report.ts';
import type { Case, Content } from '../rule/case.ts';
import { check } from '../rule/check.ts';
import { Refusal } from '../rule/refusal.ts';
import { edit, isEditable } from '../rule/state.ts';
import { saveCase } from '../store/case.ts';
import { bodyOf, firmOf, frameOf, ownCase } from '../visit.ts';

type Form = {
  readonly step: 'company' | 'capital' | 'source' | 'cpa';
  readonly page: (props: StepProps) => Child;
  readonly parse: (body: Body, held: Case) => Parsed<Partial<Content>>;
};

const forms: readonly Form[] = [
  { step: 'company', page: CompanyPage, parse: parseCompany },
  { step: 'capital', page: CapitalPage, parse: parseCapital },
  {
    step: 'source',
    page: SourcePage,
    parse: (body, { content }) => {
      const parsed = parseSources(body, content.kind, content.sources);
      return parsed.value === undefined ? parsed : { value: { sources: parsed.value } };
    },
  },
  { step: 'cpa', page: CpaPage, parse: parseCpas },
];

/** The steps that are one form each, and the check page. */
export function stepRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  for (const form of forms) {
    routes.get(`/case/:id/${form.step}`, async (c) => {
      const held = await editableCase(c, office);
      return c.html(<form.page frame={frameOf(c, office)} held={held} />);
    });
    routes.post(`/case/:id/${form.step}`, (c) => keepStep(c, office, form));
  }
  routes.get('/case/:id/check', async (c) => {
    const held = await editableCase(c, office);
    const findings = check(held.content, todayOf(office.config.now()));
    return c.html(<CheckPage frame={frameOf(c, office)} held={held} findings={findings} />);
  });
  return routes;
}

/** The firm's case where it may be edited. Throws `case.not-editable`. */
export async function editableCase(c: Visit, office: Office): Promise<Case> {
  const held = await ownCase(c, office);
  if (!isEditable(held)) throw new Refusal('case.not-editable');
  return held;
}

/** Keeps a changed content. */
export function keepContent(c: Visit, office: Office, held: Case, part: Partial<Content>): Promise<Case> {
  const content = { ...held.content, ...part };
  return saveCase(office.store, edit(held, firmOf(c).actor, { content, now: office.config.now() }));
}

async function keepStep(c: Visit, office: Office, form: Form): Promise<Response> {
  const held = await editableCase(c, office);
  const body = await bodyOf(c);
  const { value, errors } = form.parse(body, held);
  if (value === undefined) {
    const frame = frameOf(c, office);
    return c.html(<form.page frame={frame} held={held} given={body} errors={errors} />, 422);
  }
  if (body.go === 'template') {
    const reportText = reportTemplate(held.content, 'zh-TW');
    await keepContent(c, office, held, { ...value, reportText });
    return c.redirect(`${stepHref(held, 'cpa')}#reportText`, 303);
  }
  await keepContent(c, office, held, value);
  return c.redirect(stepHref(held, nextPlace(form.step)), 303);
}
