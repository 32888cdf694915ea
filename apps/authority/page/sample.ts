import type { Language } from '@kaika/look/language';
import { ActivatePage } from './activate.tsx';
import { ApplicationPage, type ApplicationView } from './application.tsx';
import { ApplyPage } from './apply.tsx';
import { CertificatePage, type ShownCertificate } from './certificate.tsx';
import { ChangePinPage } from './changepin.tsx';
import { CheckPage } from './check.tsx';
import type { PageContext } from './context.ts';
import { CodePage, HelpPage } from './help.tsx';
import { HomePage } from './home.tsx';
import { MailCodePage } from './mailcode.tsx';
import { OperationsPage } from './operation.tsx';
import { PeoplePage } from './people.tsx';
import { ProblemPage } from './problem.tsx';
import { ProgressPage } from './progress.tsx';
import { QueuePage, type QueueRow } from './queue.tsx';
import { ReceiptPage } from './receipt.tsx';
import { RepositoryPage } from './repository.tsx';
import { ReviewPage } from './review.tsx';
import { ConfirmRevocationPage } from './revocation.tsx';
import { RevokePage } from './revoke.tsx';
import { laterCardPages } from './sample-card.ts';
import { consolePages } from './sample-console.ts';
import { officeSamples } from './sample-office.ts';
import { softwarePages } from './sample-software.ts';
import { SignInPage } from './sign-in.tsx';
import { SubmittedPage } from './submitted.tsx';
import { SuspendPage } from './suspend.tsx';
import { TermsPage } from './terms.tsx';
import { UnlockPage } from './unlock.tsx';
import { ViewPage } from './view.tsx';

/** Every page with plain demonstration data: what designers look at and tests render. Name → the page. */
export function samplePages(language: Language): Readonly<Record<string, unknown>> {
  return { ...holderPages(language), ...officerPages(language) };
}

const at = new Date('2026-11-21T06:05:09Z');
const later = new Date('2026-11-22T02:30:00Z');
const deadline = new Date('2027-02-19T00:00:00Z');
const notAfter = new Date('2031-11-21T06:05:09Z');
const firm = '示範會計師事務所';
const cardNumber = 'XC00000000000018';

function context(language: Language, path: string): PageContext {
  return {
    language,
    path,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA==',
    script: '/page.js',
    origins: {
      authority: 'http://authority.localhost:8080',
      login: 'http://login.localhost:8080',
      portal: 'http://portal.localhost:8080',
      filing: 'http://filing.localhost:8080',
      agent: 'http://localhost:61170',
    },
    demo: true,
  };
}

const content = {
  kind: 'professional',
  name: firm,
  ubn: '04595257',
  address: '臺北市中正區示範路一段1號',
  contactName: '示範聯絡人',
  contactMail: 'contact@example.org',
  contactPhone: '02-1234-5678',
} as const;

const certificates: readonly ShownCertificate[] = (
  ['authentication', 'signature', 'encryption'] as const
).map((use, index) => ({
  serial: `0${index + 1}7c9e6f4a2b8d31e05f`,
  use,
  subject: `C=TW, O=${firm}`,
  issuer: 'C=TW, O=開卡示範, CN=組織團體憑證管理中心',
  keyType: 'P-256',
  status: 'good',
  since: at,
  reason: null,
  notBefore: at,
  notAfter,
}));

function holderPages(language: Language) {
  const page = (path: string) => context(language, path);
  const common = { activationDays: 90 };
  return {
    home: HomePage({ page: page('/'), ...common }),
    operations: OperationsPage({ page: page('/operations') }),
    ...laterCardPages(page),
    ...cardPages(page),
    unlock: UnlockPage({ page: page('/unlock') }),
    apply: ApplyPage({ page: page('/apply'), values: {}, errors: {}, documents: [] }),
    ...softwarePages(page),
    'apply-errors': ApplyPage({
      page: page('/apply'),
      values: { ...content, ubn: '12345678', contactMail: 'contact@', name: '' },
      errors: { ubn: 'ubn.invalid', contactMail: 'mail.invalid', name: 'field.required' },
      documents: [{ id: 'd', name: 'proof.pdf', size: 81_920 }],
      token: 'A'.repeat(43),
    }),
    review: ReviewPage({
      page: page('/apply'),
      content,
      token: 'A'.repeat(43),
      documents: [{ id: 'd', name: 'proof.pdf', size: 81_920 }],
      errors: { userCode: 'code.rule', terms: 'terms.not-accepted' },
    }),
    submitted: SubmittedPage({
      page: page('/apply'),
      number: 'A115-000123',
      name: firm,
      submittedAt: at,
      mailedTo: 'contact@example.org',
      ...common,
    }),
    ...progressPages(page),
    activate: ActivatePage({ page: page('/activate'), ...common }),
    receipt: ReceiptPage({
      page: page('/receipt/R115-000045'),
      number: 'R115-000045',
      what: 'card.activated',
      at: later,
      cardNumber,
      holder: firm,
      jws: 'e30.e30.AA',
    }),
    ...certificatePages(page),
    ...otherPages(page),
  };
}

function cardPages(page: (path: string) => PageContext) {
  const errors = { 'mailed-reason': 'revocation.reason-missing', cardNumber: 'card.number-malformed' };
  const held = {
    use: 'authentication',
    subject: firm,
    issuer: '開卡示範',
    serialNumber: '01',
    notBefore: at,
    notAfter,
  } as const;
  const card = {
    kind: 'ours',
    cardNumber,
    holder: firm,
    state: 'active',
    model: '示範卡',
    guid: null,
  } as const;
  const read = { reader: '示範1', pinTriesLeft: 3, pukTriesLeft: 5, serialNumber: 7, version: '5.7.1' };
  const certificates = [{ ...held, keyType: 'P-256', status: 'good', keyProof: 'proved' }] as const;
  const certificate = { serial: '01', use: 'authentication', notAfter } as const;
  return {
    'change-pin': ChangePinPage({ page: page('/change-pin') }),
    suspend: SuspendPage({ page: page('/suspend') }),
    revoke: RevokePage({ page: page('/revoke') }),
    'revoke-errors': RevokePage({ page: page('/mail-code'), errors, values: { cardNumber: '12' } }),
    revocation: ConfirmRevocationPage({
      page: page('/revoke/1'),
      id: '1',
      card: { number: cardNumber, holder: firm, state: 'suspended' },
      reason: 'cessationOfOperation',
      expiresAt: later,
      certificates: [certificate],
    }),
    'mail-code': MailCodePage({ page: page('/mail-code/1'), id: '1', operation: 'suspend' }),
    'mail-code-wrong': MailCodePage({
      page: page('/mail-code/1'),
      id: '1',
      operation: 'revoke',
      problem: { code: 'mailcode.wrong', triesLeft: 2 },
    }),
    view: ViewPage({ page: page('/view') }),
    'view-card': ViewPage({ page: page('/view'), card: { ...card, ...read, certificates }, at }),
  };
}

function progressPages(page: (path: string) => PageContext) {
  return {
    progress: ProgressPage({ page: page('/progress'), values: {}, errors: {} }),
    'progress-unknown': ProgressPage({
      page: page('/progress'),
      values: { number: 'A115-999999', ubn: '04595257' },
      errors: {},
      problem: 'application.unknown',
    }),
    'progress-result': ProgressPage({
      page: page('/progress'),
      values: {},
      errors: {},
      result: {
        number: 'A115-000123',
        name: firm,
        state: 'produced',
        submittedAt: at,
        changedAt: later,
        reason: null,
        shippedAt: later,
        activationDeadline: deadline,
        software: false,
      },
    }),
  };
}

function otherPages(page: (path: string) => PageContext) {
  return {
    help: HelpPage({ page: page('/help') }),
    code: CodePage({ page: page('/help/agent.popup-blocked'), code: 'agent.popup-blocked' }),
    check: CheckPage({ page: page('/check') }),
    terms: TermsPage({ page: page('/terms'), activationDays: 90 }),
    repository: RepositoryPage({
      page: page('/repository'),
      certificates: [
        {
          name: 'Kaika Demo Root CA - G1',
          href: '/repository/root.cer',
          fingerprint: '0123456789abcdef'.repeat(4),
          notBefore: at,
          notAfter,
        },
      ],
      lists: [{ name: 'crl', href: '/crl/complete.crl', thisUpdate: at, nextUpdate: later }],
      filters: [
        { name: 'filter', href: '/filter', thisUpdate: at, nextUpdate: later },
        { name: 'filter', href: null, thisUpdate: null, nextUpdate: null },
      ],
      ocsp: 'http://authority.localhost:8080/ocsp',
    }),
    'not-found': ProblemPage({ page: page('/nowhere'), problem: { code: 'request.not-found' } }),
    failed: ProblemPage({
      page: page('/apply'),
      problem: { code: 'request.failed' },
      requestId: '0b5f3c1e-7d22-4f0e-8a51-d6b1c0a9e3f7',
    }),
  };
}

function certificatePages(page: (path: string) => PageContext) {
  const path = `/certificate?q=${cardNumber}`;
  return {
    certificate: CertificatePage({ page: page('/certificate'), asOf: later }),
    'certificate-result': CertificatePage({ page: page(path), q: cardNumber, certificates, asOf: later }),
    'certificate-hold': CertificatePage({
      page: page(path),
      q: cardNumber,
      certificates: certificates.slice(0, 1).map((item) => ({ ...item, status: 'hold' })),
      asOf: later,
    }),
    'certificate-none': CertificatePage({ page: page(path), q: cardNumber, certificates: [], asOf: later }),
  };
}

const rows: readonly QueueRow[] = [
  {
    number: 'A115-000124',
    name: '示範學校財團法人',
    kind: 'school',
    state: 'submitted',
    submittedAt: later,
    forYou: true,
    reviewedByYou: false,
  },
  {
    number: 'A115-000123',
    name: firm,
    kind: 'professional',
    state: 'reviewed',
    submittedAt: at,
    forYou: false,
    reviewedByYou: true,
  },
  {
    number: 'A115-000122',
    name: '示範協會',
    kind: 'association',
    state: 'produced',
    submittedAt: at,
    forYou: false,
    reviewedByYou: false,
  },
];

const application: ApplicationView['application'] = {
  ...content,
  number: 'A115-000123',
  state: 'submitted',
  person: null,
  purpose: 'first',
  previousCard: null,
  submittedAt: at,
  reason: null,
  cardNumber: null,
  version: 1,
};

function queuePages(page: (path: string) => PageContext) {
  return {
    queue: QueuePage({
      page: page('/officer'),
      rows,
      counts: { submitted: 1, reviewed: 1, produced: 12 },
      pageNumber: 1,
      pages: 3,
    }),
    'queue-empty': QueuePage({
      page: page('/officer?state=refused'),
      rows: [],
      state: 'refused',
      counts: {},
      pageNumber: 1,
      pages: 1,
    }),
    application: ApplicationPage({
      page: page('/officer/applications/A115-000123'),
      application,
      documents: [{ id: 'd', name: 'proof.pdf', size: 81_920 }],
      decisions: ['review', 'return', 'refuse'],
      sameOfficer: false,
      mayProduce: false,
      events: [{ at, by: 'applicant', what: 'application.submitted' }],
    }),
    'application-same': ApplicationPage({
      page: page('/officer/applications/A115-000123'),
      application: { ...application, state: 'reviewed' },
      documents: [],
      decisions: [],
      sameOfficer: true,
      mayProduce: false,
      decided: true,
      events: [
        { at: later, by: '示範初審人員', what: 'application.reviewed' },
        { at, by: 'applicant', what: 'application.submitted' },
      ],
    }),
  };
}

function officerPages(language: Language) {
  const page = (path: string): PageContext => ({
    ...context(language, path),
    officer: { name: '示範初審人員', roles: ['first-reviewer', 'card-operator'] },
  });
  return {
    'sign-in': SignInPage({ page: context(language, '/officer/sign-in') }),
    ...queuePages(page),
    ...officeSamples(page),
    people: PeoplePage({
      page: page('/officer/people'),
      people: [
        {
          id: 'one',
          name: '示範管理人員',
          roles: ['administrator'],
          cardNumber,
          state: 'serving',
          appointedAt: at,
        },
        {
          id: 'two',
          name: '示範複審人員',
          roles: ['approver'],
          cardNumber: null,
          state: 'serving',
          appointedAt: at,
        },
      ],
    }),
    ...consolePages(page),
    'office-problem': ProblemPage({
      page: page('/officer/people'),
      problem: { code: 'officer.not-allowed' },
    }),
  };
}
