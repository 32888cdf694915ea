/** Every reason for which the rules refuse; the sentences are in `@kaika/wire/problem`, which must cover this union. */
export type RefusalCode =
  | 'application.incomplete'
  | 'application.organisation-differs'
  | 'application.reason-missing'
  | 'application.same-officer'
  | 'application.unknown'
  | 'application.wrong-state'
  | 'card.activation-overdue'
  | 'card.already-active'
  | 'card.expired'
  | 'card.incomplete'
  | 'card.not-active'
  | 'card.puk-blocked'
  | 'card.revoked'
  | 'card.suspended'
  | 'card.unknown'
  | 'code.locked'
  | 'code.rule'
  | 'code.wrong'
  | 'contact.same'
  | 'link.expired'
  | 'link.used'
  | 'mailcode.expired'
  | 'mailcode.too-many'
  | 'mailcode.used-up'
  | 'mailcode.wrong'
  | 'officer.not-allowed'
  | 'officer.unknown'
  | 'paper.reason-missing'
  | 'paper.same-officer'
  | 'paper.wrong-state'
  | 'subscription.days'
  | 'subscription.unknown'
  | 'revocation.over'
  | 'task.expired'
  | 'task.superseded'
  | 'task.unknown'
  | 'task.used';

/** What a refusal may tell: filled into the sentence, never a secret. */
export type RefusalDetail = {
  readonly triesLeft?: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly detail?: Readonly<Record<string, string>>;
};

/** A rule said no and nothing changed. A refusal that itself changes something is returned, never thrown. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
