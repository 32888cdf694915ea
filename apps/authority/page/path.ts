/** The addresses of the authority's pages; handlers and links use the same words. */
export const path = {
  home: '/',
  apply: '/apply',
  sent: '/apply/sent',
  progress: '/progress',
  applicant: '/progress/applicant',
  correct: '/progress/correct',
  withdraw: '/progress/withdraw',
  operations: '/operations',
  activate: '/activate',
  unlock: '/unlock',
  resetCode: '/reset-code',
  contact: '/contact',
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
  cards: '/officer/cards',
  people: '/officer/people',
  papers: '/officer/papers',
  officerExpiring: '/officer/expiring',
} as const;

/** What the pages' scripts post to, as JSON. */
export const api = {
  task: '/api/task',
  /** says whether a card would get a task; refuses with what keeps it from it */
  taskCheck: '/api/task/check',
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

export function helpPath(code: string): string {
  return `${path.help}/${encodeURIComponent(code)}`;
}

export function applicationPath(number: string): string {
  return `${path.officer}/applications/${encodeURIComponent(number)}`;
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
