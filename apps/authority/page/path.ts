/** The addresses of the authority's pages; handlers and links use the same words. */
export const path = {
  home: '/',
  apply: '/apply',
  applySoftware: '/apply/software',
  sent: '/apply/sent',
  progress: '/progress',
  applicant: '/progress/applicant',
  correct: '/progress/correct',
  withdraw: '/progress/withdraw',
  operations: '/operations',
  activate: '/activate',
  accept: '/accept',
  acceptContent: '/accept/content',
  bundle: '/accept/bundle',
  unlock: '/unlock',
  resetCode: '/reset-code',
  contact: '/contact',
  mail: '/mail',
  renew: '/renew',
  replace: '/replace',
  all: '/all',
  expiring: '/expiring',
  certificate: '/certificate',
  changePin: '/change-pin',
  suspend: '/suspend',
  revoke: '/revoke',
  view: '/view',
  mailCode: '/mail-code',
  help: '/help',
  check: '/check',
  terms: '/terms',
  repository: '/repository',
  officer: '/officer',
  signIn: '/officer/sign-in',
  signOut: '/officer/sign-out',
  produce: '/officer/produce',
  batches: '/officer/batches',
  shipping: '/officer/shipping',
  outbox: '/officer/outbox',
  cards: '/officer/cards',
  people: '/officer/people',
  papers: '/officer/papers',
  officerExpiring: '/officer/expiring',
  work: '/officer/work',
  search: '/officer/search',
  organisations: '/officer/organisations',
  certificates: '/officer/certificates',
  proposals: '/officer/proposals',
  sweeps: '/officer/sweeps',
  reports: '/officer/reports',
  audit: '/officer/audit',
} as const;

/** What the pages' scripts post to, as JSON. */
export const api = {
  /** answers `{ now }`, milliseconds since 1970 by the server */
  clock: '/api/clock',
  task: '/api/task',
  /** says whether a card would get a task; refuses with what keeps it from it */
  taskCheck: '/api/task/check',
  /** takes `{ secret }` of a mailed link, answers the task that writes to the card */
  mailTask: '/api/mail/task',
  /** answers `{ nonce }` for an officer's login token */
  officerNonce: '/api/officer/nonce',
  /** takes the window's `status` question before the PIN */
  officerStatus: '/api/officer/status',
  /** takes `{ token }`, answers `{ href }` */
  officerSession: '/api/officer/session',
} as const;

export function receiptPath(number: string): string {
  return `/receipt/${encodeURIComponent(number)}`;
}

export function mailCodePath(id: string): string {
  return `${path.mailCode}/${encodeURIComponent(id)}`;
}

export function revocationPath(id: string): string {
  return `${path.revoke}/${encodeURIComponent(id)}`;
}

/** The page of a mailed link: confirms an address, then lets the card be written. */
export function mailLinkPath(secret: string): string {
  return `${path.mail}/link/${encodeURIComponent(secret)}`;
}

export function helpPath(code: string): string {
  return `${path.help}/${encodeURIComponent(code)}`;
}

export function applicationPath(number: string): string {
  return `${path.officer}/applications/${encodeURIComponent(number)}`;
}

export function batchPath(number: string): string {
  return `${path.batches}/${encodeURIComponent(number)}`;
}

/** What the script of a batch's page posts to: `next` takes a card, `back` returns one that was not begun. */
export function batchApi(number: string, what: 'next' | 'back'): string {
  return `/api/batch/${encodeURIComponent(number)}/${what}`;
}

/** A supporting document of an application. */
export function documentPath(number: string, id: string): string {
  return `${applicationPath(number)}/documents/${encodeURIComponent(id)}`;
}

export function cardPath(number: string): string {
  return `${path.cards}/${encodeURIComponent(number)}`;
}

export function letterPath(number: string): string {
  return `${cardPath(number)}/letter.pdf`;
}

/** A certificate as a file: `der`, `pem`, `chain` (PEM of all), `p7b` (PKCS#7). */
export function downloadPath(serial: string, form: 'der' | 'pem' | 'chain' | 'p7b'): string {
  const name = { der: 'certificate.cer', pem: 'certificate.pem', chain: 'chain.pem', p7b: 'chain.p7b' }[form];
  return `${path.certificate}/${encodeURIComponent(serial)}/${name}`;
}

export function paperPath(number: string): string {
  return `${path.papers}/${encodeURIComponent(number)}`;
}

export function personPath(id: string): string {
  return `${path.people}/${encodeURIComponent(id)}`;
}

export function organisationPath(oid: string): string {
  return `${path.organisations}/${encodeURIComponent(oid)}`;
}

/** A certificate as officers see it. */
export function certificatePath(serial: string): string {
  return `${path.certificates}/${encodeURIComponent(serial)}`;
}

export function proposalPath(number: string): string {
  return `${path.proposals}/${encodeURIComponent(number)}`;
}

export function sweepPath(number: string): string {
  return `${path.sweeps}/${encodeURIComponent(number)}`;
}

export function auditPath(id: string): string {
  return `${path.audit}/${encodeURIComponent(id)}`;
}
