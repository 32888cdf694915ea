import type { Officer } from '@kaika/registry/officer';
import type { Paper } from '@kaika/registry/paper';
import { paperDecision, paperForm } from '@kaika/wire/paper';
import { Hono } from 'hono';
import { approve, enter, refuse } from '../operation/paper.ts';
import type { FieldCodes } from '../page/error.ts';
import { PaperPage, PapersPage, type PaperValues, type ShownPaper } from '../page/paper.tsx';
import { paperPath, path } from '../page/path.ts';
import { paperText } from '../page/text/paper.ts';
import { requireCard } from '../store/card.ts';
import { allOfficers } from '../store/officer.ts';
import { recentPapers, requirePaper } from '../store/paper.ts';
import { fieldCodes } from './apply.ts';
import { answerCsv, csvMoment, csvRows } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** Paper requests for a new user code: entered by one officer, decided by another. */
export function paperRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.papers, (c) => list(c, site, { values: { cardNumber: c.req.query('card') }, errors: {} }));
  app.get(`${path.papers}.csv`, (c) => sendList(c, site));
  app.post(path.papers, (c) => enterOne(c, site));
  app.get(`${path.papers}/:number`, (c) => show(c, site));
  app.post(`${path.papers}/:number`, (c) => decideOne(c, site));
  return app;
}

type Said = { readonly values: PaperValues; readonly errors: FieldCodes };

async function list(c: Asked, site: Site, said: Said, status: 200 | 422 = 200): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const names = await namesOf(site);
  const papers = (await recentPapers(db)).map((paper) => shown(paper, names));
  const mayEnter = officer.roles.some((role) => role === 'first-reviewer' || role === 'help-desk');
  const view = { page: pageContext(c, site), papers, mayEnter, ...said };
  return sendPage(c, site, String(PapersPage(view)), status);
}

async function sendList(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const t = paperText[c.get('language')];
  const names = await namesOf(site);
  const rows = (await recentPapers(site.context.db, csvRows)).map((paper) => {
    const { number, cardNumber, reference, mail, state, enteredBy, enteredAt, decidedBy, reason } = shown(
      paper,
      names,
    );
    const said = [number, cardNumber, reference, mail, t.states[state], enteredBy, csvMoment(enteredAt)];
    return [...said, decidedBy ?? '', reason ?? ''];
  });
  const { cardNumber, reference, mail } = t.fields;
  const heads = [
    t.number,
    cardNumber,
    reference,
    mail,
    t.state,
    t.enteredBy,
    t.enteredAt,
    t.decidedBy,
    t.reason,
  ];
  return answerCsv(c, 'papers', [heads, ...rows]);
}

async function enterOne(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'first-reviewer', 'help-desk');
  const values = await readFields(c);
  const form = paperForm.safeParse(values);
  if (!form.success) return list(c, site, { values, errors: fieldCodes(form.error) }, 422);
  try {
    return c.redirect(paperPath(await enter(site.context, form.data, officer)), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || !problem.code.startsWith('card.')) throw error;
    return list(c, site, { values, errors: { cardNumber: problem.code } }, 422);
  }
}

async function show(
  c: Asked,
  site: Site,
  problem?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const paper = await requirePaper(db, c.req.param('number') ?? '');
  const { holder } = await requireCard(db, paper.cardNumber);
  const view = {
    page: pageContext(c, site),
    paper: shown(paper, await namesOf(site)),
    holder,
    mayDecide: officer.roles.includes('approver'),
    isOwn: paper.enteredBy === officer.id,
    problem,
  };
  return sendPage(c, site, String(PaperPage(view)), status);
}

async function decideOne(c: Asked, site: Site): Promise<Response> {
  const officer: Officer = requireOfficer(c, 'approver');
  const number = c.req.param('number') ?? '';
  const { decision, reason } = paperDecision.parse(await readFields(c));
  try {
    if (decision === 'approve') await approve(site.context, number, officer);
    else await refuse(site.context, { number, reason }, officer);
    return c.redirect(paperPath(number), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || problem.code === 'paper.unknown') throw error;
    const status = problem.code === 'paper.reason-missing' ? 422 : 409;
    return show(c, site, problem.code, status);
  }
}

async function namesOf({ context }: Site): Promise<ReadonlyMap<string, string>> {
  return new Map((await allOfficers(context.db)).map(({ id, name }) => [id, name]));
}

function shown(paper: Paper, names: ReadonlyMap<string, string>): ShownPaper {
  const { enteredBy, decidedBy } = paper;
  return {
    ...paper,
    enteredBy: names.get(enteredBy) ?? enteredBy,
    decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy),
  };
}
