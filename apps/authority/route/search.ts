import { certificateStatusOf } from '@kaika/registry/certificate';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { OrganisationPage } from '../page/organisation.tsx';
import {
  applicationPath,
  cardPath,
  certificatePath,
  organisationPath,
  path,
  receiptPath,
} from '../page/path.ts';
import { RecordPage } from '../page/record.tsx';
import { type SearchKind, SearchPage, searchKinds } from '../page/search.tsx';
import { searchText } from '../page/text/search.ts';
import { statusText } from '../page/text/status.ts';
import { countOrganisationCards, organisationCards } from '../store/cardlist.ts';
import { findCertificate } from '../store/certificate.ts';
import { eventsAbout } from '../store/event.ts';
import { requireOrganisation } from '../store/organisation.ts';
import {
  type FoundRows,
  type Span,
  searchApplications,
  searchCards,
  searchCertificates,
  searchOrganisations,
  searchReceipts,
} from '../store/search.ts';
import type { Reader } from '../store/table.ts';
import { answerCsv, csvRows, pageOf } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** One box for everything, and what it finds: organisations and certificates as officers see them. */
export function searchRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.search, (c) => search(c, site));
  app.get(`${path.organisations}/:oid`, (c) => showOrganisation(c, site));
  app.get(`${path.organisations}/:oid/cards.csv`, (c) => sendOrganisation(c, site));
  app.get(`${path.certificates}/:serial`, (c) => showCertificate(c, site));
  return app;
}

/** Rows of each group, and of a page of one group alone. */
const rowsPerGroup = 5;
const rowsPerPage = 25;

async function search(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const q = c.req.query('q')?.trim().slice(0, 100) ?? '';
  const kind = searchKinds.find((one) => one === c.req.query('in'));
  const short = [...q].length < 2;
  const view = { page: pageContext(c, site), q, short, now: site.context.now() };
  if (short) return sendPage(c, site, String(SearchPage({ ...view, found: nothing, more: new Set() })));
  const { db } = site.context;
  if (kind === undefined) {
    const found = await findAll(db, q, searchKinds, { limit: rowsPerGroup + 1, offset: 0 });
    const exact = exactOf(found, q);
    if (exact !== null) return c.redirect(exact, 303);
    return sendPage(c, site, String(SearchPage({ ...view, ...cut(found, rowsPerGroup) })));
  }
  const pageNumber = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
  const at = { limit: rowsPerPage + 1, offset: (pageNumber - 1) * rowsPerPage };
  const found = cut(await findAll(db, q, [kind], at), rowsPerPage);
  return sendPage(c, site, String(SearchPage({ ...view, ...found, only: { kind, pageNumber } })));
}

const nothing: FoundRows = { organisation: [], application: [], card: [], certificate: [], receipt: [] };

async function findAll(db: Reader, q: string, kinds: readonly SearchKind[], span: Span): Promise<FoundRows> {
  const find = <T>(kind: SearchKind, look: (db: Reader, q: string, span: Span) => Promise<T[]>) =>
    kinds.includes(kind) ? look(db, q, span) : Promise.resolve([]);
  const [organisation, application, card, certificate, receipt] = await Promise.all([
    find('organisation', searchOrganisations),
    find('application', searchApplications),
    find('card', searchCards),
    find('certificate', searchCertificates),
    find('receipt', searchReceipts),
  ]);
  return { organisation, application, card, certificate, receipt };
}

/** Takes the row away that only says that there are more. */
function cut(found: FoundRows, most: number) {
  const more = new Set(searchKinds.filter((kind) => found[kind].length > most));
  const { organisation, application, card, certificate, receipt } = found;
  return {
    more,
    found: {
      organisation: organisation.slice(0, most),
      application: application.slice(0, most),
      card: card.slice(0, most),
      certificate: certificate.slice(0, most),
      receipt: receipt.slice(0, most),
    },
  };
}

/** Where to go when the whole number of one thing was typed. */
function exactOf(
  { organisation, application, card, certificate, receipt }: FoundRows,
  q: string,
): string | null {
  const same = (text: string | null) => text?.toLowerCase() === q.toLowerCase();
  const [found] = [
    ...card.filter(({ number }) => same(number)).map(({ number }) => cardPath(number)),
    ...application.filter(({ number }) => same(number)).map(({ number }) => applicationPath(number)),
    ...certificate.filter(({ serial }) => same(serial)).map(({ serial }) => certificatePath(serial)),
    ...receipt.filter(({ number }) => same(number)).map(({ number }) => receiptPath(number)),
    ...organisation.filter(({ oid }) => same(oid)).map(({ oid }) => organisationPath(oid)),
  ];
  return found ?? null;
}

async function showOrganisation(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const { db } = site.context;
  const organisation = await requireOrganisation(db, c.req.param('oid') ?? '');
  const { at, pages, pageNumber } = pageOf(
    c,
    await countOrganisationCards(db, organisation.oid),
    rowsPerPage,
  );
  const view = {
    page: pageContext(c, site),
    organisation,
    cards: await organisationCards(db, organisation.oid, at),
    pages,
    pageNumber,
    events: await timelineOf(db, await eventsAbout(db, [organisation.oid]), organisation.oid),
  };
  return sendPage(c, site, String(OrganisationPage(view)));
}

async function sendOrganisation(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const { db } = site.context;
  const organisation = await requireOrganisation(db, c.req.param('oid') ?? '');
  const cards = await organisationCards(db, organisation.oid, { limit: csvRows, offset: 0 });
  const language = c.get('language');
  const t = searchText[language];
  const rows = cards.map(({ number, holder, issuedOn, state }) => [
    number,
    holder,
    issuedOn ?? '',
    statusText[language].card[state],
  ]);
  return answerCsv(c, 'cards', [[t.number, t.name, t.issuedOn, t.state], ...rows]);
}

async function showCertificate(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const { db, now } = site.context;
  const certificate = await findCertificate(db, c.req.param('serial') ?? '');
  if (certificate === null || certificate.der === null) throw new Failure('certificate.unknown');
  const { name } = await requireOrganisation(db, certificate.organisation);
  const { serial } = certificate;
  const view = {
    page: pageContext(c, site),
    certificate: {
      ...certificate,
      organisationName: name,
      status: certificateStatusOf(certificate, now()),
    },
    events: await timelineOf(db, await eventsAbout(db, [serial]), serial),
  };
  return sendPage(c, site, String(RecordPage(view)));
}
