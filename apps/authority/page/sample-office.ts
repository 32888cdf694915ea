import type { BatchView } from './batch.tsx';
import { BatchPage } from './batch.tsx';
import { BatchesPage, NewBatchPage } from './batches.tsx';
import { CardPage, type CardView } from './card.tsx';
import { CardsPage } from './cardlist.tsx';
import type { PageContext } from './context.ts';
import { OutboxPage } from './outbox.tsx';
import { ProductionPage } from './production.tsx';
import { ShipListPage, ShippingPage } from './shipping.tsx';

const at = new Date('2026-11-21T06:05:09Z');
const later = new Date('2026-11-22T02:30:00Z');
const deadline = new Date('2027-02-19T00:00:00Z');
const notAfter = new Date('2031-11-21T06:05:09Z');
const firm = '示範會計師事務所';
const cardNumber = 'XC00000000000018';

/** The pages of production in batches, posting and mails with plain demonstration data. Name → the page. */
export function officeSamples(page: (path: string) => PageContext): Readonly<Record<string, unknown>> {
  return {
    ...productionSamples(page),
    ...batchSamples(page),
    ...shippingSamples(page),
    ...outboxSamples(page),
  };
}

const card: CardView['card'] = {
  number: cardNumber,
  holder: firm,
  state: 'produced',
  issuedOn: at,
  activationDeadline: deadline,
  model: 'kaika virtual card',
  application: 'A115-000123',
  organisation: '1.3.6.1.4.1.32473.1.4.1',
  shippedAt: null,
  activatedAt: null,
  notAfter,
  reason: null,
};

const held = {
  serial: '017c9e6f4a2b8d31e05f',
  use: 'authentication',
  status: 'hold',
  notBefore: at,
  notAfter,
} as const;

function productionSamples(page: (path: string) => PageContext) {
  return {
    production: ProductionPage({
      page: page('/officer/produce'),
      applications: [
        { number: 'A115-000123', name: firm, person: null },
        { number: 'A115-000120', name: '示範憑證管理中心', person: '示範複審人員' },
      ],
    }),
    'production-empty': ProductionPage({ page: page('/officer/produce'), applications: [] }),
    cards: CardsPage({ page: page('/officer/cards'), rows: [card], pageNumber: 1, pages: 1 }),
    card: CardPage({
      page: page(`/officer/cards/${cardNumber}`),
      card,
      certificates: [held],
      letter: true,
      mayRevoke: true,
      mayEnterPaper: true,
      proposals: [],
      mayShip: true,
      mayUnship: false,
      today: '2026-11-22',
      shipments: [],
      events: [
        { at: later, by: '示範製卡人員', what: 'card.produced' },
        { at, by: '示範製卡人員', what: 'certificate.issued', subject: '017c9e6f4a2b8d31e05f' },
        { at, by: '示範製卡人員', what: 'card.production-started', note: 'A115-000123' },
      ],
    }),
  };
}

const batch: BatchView['batch'] = {
  noun: 'batch',
  version: 3,
  number: 'B202611210007',
  title: '',
  order: 'address',
  state: 'open',
  madeBy: 'o',
  madeAt: at,
  closedAt: null,
  lettersMade: 1,
  lettersAt: at,
};

const line: BatchView['lines'][number] = {
  noun: 'line',
  version: 1,
  id: 'B202611210007/A115-000123',
  batch: 'B202611210007',
  application: 'A115-000123',
  position: 1,
  priority: 1,
  state: 'waiting',
  takenBy: null,
  takenAt: null,
  reader: null,
  cardNumber: null,
  code: null,
  attempts: 0,
  spoiled: 0,
  name: firm,
  person: null,
  address: '臺北市中正區示範路一段1號',
  contactName: '示範聯絡人',
  takenByName: null,
  mayTakeBack: false,
};

const lines: BatchView['lines'] = [
  { ...line, state: 'done', cardNumber, attempts: 1 },
  {
    ...line,
    id: '2',
    position: 2,
    state: 'making',
    takenByName: '示範製卡人員',
    reader: 'Virtual Reader 1',
    mayTakeBack: true,
  },
  {
    ...line,
    id: '3',
    position: 3,
    state: 'failed',
    code: 'card.attestation-failed',
    attempts: 2,
    spoiled: 1,
  },
  { ...line, id: '4', position: 4 },
];

function batchSamples(page: (path: string) => PageContext) {
  const counts = { done: 1, making: 1, failed: 1, waiting: 1 };
  const view = {
    page: page('/officer/batches/B202611210007'),
    batch,
    counts,
    lines,
    madeBy: '示範製卡人員',
    mayWork: true,
  };
  const row = { ...batch, counts };
  const list = { page: page('/officer/batches'), free: 2, mayMake: true, pageNumber: 1, pages: 1 };
  const applications = [
    { number: 'A115-000123', name: firm, person: null, address: '臺北市中正區示範路一段1號' },
    { number: 'A115-000124', name: firm, person: '示範複審人員', address: '臺北市中正區示範路二段2號' },
  ];
  const choosing = { page: page('/officer/batches/new'), values: { order: 'submitted', first: [] } } as const;
  return {
    batches: BatchesPage({
      ...list,
      rows: [
        { ...row, state: 'open' },
        { ...row, number: 'B2', state: 'finished' },
      ],
    }),
    'batches-empty': BatchesPage({ ...list, rows: [], free: 0 }),
    'batch-new': NewBatchPage({ ...choosing, applications, problem: { code: 'batch.empty' } }),
    'batch-new-empty': NewBatchPage({ ...choosing, applications: [] }),
    batch: BatchPage({ ...view, state: 'open' }),
    'batch-paused': BatchPage({
      ...view,
      batch: { ...batch, state: 'paused' },
      state: 'paused',
      problem: 'batch.paused',
    }),
    'batch-finished': BatchPage({
      ...view,
      counts: { done: 1 },
      lines: lines.slice(0, 1),
      state: 'finished',
    }),
  };
}

function shippingSamples(page: (path: string) => PageContext) {
  const unsent = {
    number: cardNumber,
    holder: firm,
    issuedOn: '2026-11-21',
    activationDeadline: '2027-02-19',
    address: '臺北市中正區示範路一段1號',
    returned: 'not-collected',
  };
  const common = {
    page: page('/officer/shipping'),
    mayShip: true,
    values: { sentOn: '2026-11-21', carrier: 'Post' },
  };
  const row = { line: 1, cardNumber, tracking: '123456', holder: firm, code: null };
  return {
    shipping: ShippingPage({ ...common, unsent: [unsent], errors: {}, recorded: 3 }),
    'shipping-empty': ShippingPage({ ...common, unsent: [], errors: { list: 'shipment.list' } }),
    'ship-list': ShipListPage({
      page: page('/officer/shipping'),
      values: {},
      rows: [row, { ...row, line: 2, code: 'shipment.twice' }],
    }),
  };
}

function outboxSamples(page: (path: string) => PageContext) {
  const mail = {
    id: '1',
    to: 'contact@example.org',
    about: 'card-shipped',
    madeAt: at,
    settledAt: at,
    attempts: 1,
    problem: null,
  } as const;
  const rows = [
    { ...mail, state: 'sent' },
    { ...mail, id: '2', state: 'failed', attempts: 12, problem: '451' },
    { ...mail, id: '3', state: 'queued', settledAt: null },
  ] as const;
  const list = {
    page: page('/officer/outbox'),
    counts: { failed: 1, queued: 1 },
    maySend: true,
    pageNumber: 1,
    pages: 1,
  };
  return {
    outbox: OutboxPage({ ...list, rows }),
    'outbox-empty': OutboxPage({ ...list, rows: [], counts: {}, state: 'failed' }),
  };
}
