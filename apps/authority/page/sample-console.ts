import { AuditPage, EntryPage } from './audit.tsx';
import type { PageContext } from './context.ts';
import { OrganisationPage } from './organisation.tsx';
import { PersonPage } from './people.tsx';
import { ProposalPage, ProposalsPage, ProposeRevocationPage, type ShownProposal } from './proposal.tsx';
import { RecordPage } from './record.tsx';
import { ReportsPage } from './report.tsx';
import { SearchPage } from './search.tsx';
import { type ShownSweep, SweepPage, SweepsPage } from './sweep.tsx';
import { SweepPlanPage } from './sweep-plan.tsx';
import { WorkPage } from './work.tsx';

const at = new Date('2026-11-21T06:05:09Z');
const cardNumber = 'XC00000000000018';
const oid = '1.3.6.1.4.1.32473.1.4.1';
const firm = '示範會計師事務所';
const list = { pageNumber: 1, pages: 1 } as const;

const proposal: ShownProposal = {
  number: 'K202611210000001',
  kind: 'revoke',
  subject: cardNumber,
  name: firm,
  roles: [],
  cardNumber,
  reason: 'keyCompromise',
  suspended: true,
  grounds: '115-0007',
  state: 'entered',
  enteredBy: '示範初審人員',
  enteredAt: at,
  decidedBy: null,
  decidedAt: null,
  refusal: null,
  receipt: null,
  forYou: true,
};

const sweep: ShownSweep = {
  number: 'W202611210000001',
  scope: { model: 'softcard', numbers: cardNumber },
  reason: 'keyCompromise',
  grounds: '115-0008',
  perMinute: 60,
  total: 120,
  state: 'running',
  enteredBy: '示範管理員',
  enteredAt: at,
  decidedBy: '示範複審人員',
  refusal: null,
};

/** The pages of the officers' console with plain demonstration data. */
export function consolePages(page: (path: string) => PageContext): Readonly<Record<string, unknown>> {
  return { ...findingPages(page), ...decidingPages(page), ...sweepPages(page), ...readingPages(page) };
}

function findingPages(page: (path: string) => PageContext) {
  const found = { organisation: [], application: [], card: [], certificate: [], receipt: [] };
  const card = { number: cardNumber, holder: firm, state: 'active', issuedOn: '2026-11-21' } as const;
  const search = { page: page('/officer/search?q=XC'), q: 'XC', short: false, now: at };
  const counts = { review: 3, approve: 1, returned: 0, produce: 2, ship: 0, due: 1, papers: 0, proposals: 1 };
  return {
    work: WorkPage({
      page: page('/officer/work'),
      counts: { ...counts, sweeps: 0, expiring: 4 },
      yours: new Set(['review'] as const),
    }),
    search: SearchPage({ ...search, found: { ...found, card: [card] }, more: new Set(['card'] as const) }),
    'search-none': SearchPage({ ...search, found, more: new Set() }),
    organisation: OrganisationPage({
      page: page(`/officer/organisations/${oid}`),
      organisation: {
        oid,
        name: firm,
        kind: 'professional',
        ubn: '04595257',
        address: '—',
        registeredAt: at,
      },
      ...list,
      cards: [card],
      events: [{ at, by: 'ceremony', what: 'organisation.registered' }],
    }),
    record: RecordPage({
      page: page('/officer/certificates/01'),
      certificate: {
        ...{ serial: '01', use: 'signature', subject: firm, generation: 'issuing-cards-g1', keyId: '00' },
        ...{
          shard: 3,
          status: 'good',
          since: at,
          heldSince: null,
          reason: null,
          notBefore: at,
          notAfter: at,
        },
        ...{ cardNumber, organisation: oid, organisationName: firm },
      } as const,
      events: [],
    }),
  };
}

function decidingPages(page: (path: string) => PageContext) {
  const person = { id: 'approver', name: '示範複審人員', roles: ['approver'], cardNumber } as const;
  return {
    proposals: ProposalsPage({
      page: page('/officer/proposals'),
      rows: [proposal],
      state: undefined,
      counts: { entered: 1 },
      ...list,
    }),
    'proposals-empty': ProposalsPage({
      page: page('/officer/proposals'),
      rows: [],
      state: 'refused',
      counts: {},
      ...list,
    }),
    proposal: ProposalPage({
      page: page('/officer/proposals/K'),
      proposal,
      isOwn: false,
      isAboutYou: false,
      events: [],
    }),
    'propose-revocation': ProposeRevocationPage({
      page: page(`/officer/cards/${cardNumber}/revoke`),
      card: { number: cardNumber, holder: firm },
      values: {},
      errors: { reason: 'revocation.reason-missing', grounds: 'proposal.grounds-missing' },
    }),
    person: PersonPage({
      page: page('/officer/people/approver'),
      person: { ...person, state: 'serving', appointedAt: at },
      mayPropose: true,
      isYou: false,
      open: [],
      events: [],
    }),
  };
}

function sweepPages(page: (path: string) => PageContext) {
  const choices = { models: ['softcard'], generations: ['issuing-cards-g1'] };
  return {
    sweeps: SweepsPage({ page: page('/officer/sweeps'), rows: [sweep], mayPropose: true, ...list }),
    sweep: SweepPage({
      page: page('/officer/sweeps/W'),
      sweep,
      progress: { waiting: 60, revoked: 60, passed: 0 },
      targets: [{ cardNumber, holder: firm, state: 'waiting', at: null, receipt: null }],
      ...list,
      ...{ isOwn: false, mayStart: false, mayHold: true, events: [] },
    }),
    'sweep-plan': SweepPlanPage({
      page: page('/officer/sweeps/new'),
      choices,
      values: { perMinute: '60' },
      errors: {},
      tried: {
        total: 120,
        perMinute: 60,
        sample: [{ number: cardNumber, holder: firm, state: 'active', issuedOn: '2026-11-21' }],
      },
    }),
  };
}

function readingPages(page: (path: string) => PageContext) {
  const row = { id: '1', at, by: 'system', name: null, what: 'card.revoked', subject: cardNumber, index: 4 };
  const values = { by: '', subject: '', what: '', from: '', until: '' };
  const year = { from: '2025-12-01', until: '2026-11-21' };
  const bars = [{ label: '2026-11', count: 4 }];
  return {
    reports: ReportsPage({
      page: page('/officer/reports'),
      ...year,
      wrong: false,
      ranges: { month: { from: '2026-10-23', until: '2026-11-21' }, year },
      reports: [
        { kind: 'issued', bars, total: 4, median: null },
        { kind: 'days', bars: [], total: 0, median: null },
        { kind: 'revoked', bars, total: 4, median: null },
      ],
    }),
    audit: AuditPage({
      page: page('/officer/audit'),
      ...{ values, wrong: false, actors: [], rows: [row], older: null, isFirst: true },
    }),
    'audit-entry': EntryPage({
      page: page('/officer/audit/1'),
      entry: { ...row, data: { reason: 'keyCompromise' }, leaf: '00' },
      head: { size: 9, root: '00', at },
      isOfficer: false,
    }),
  };
}
