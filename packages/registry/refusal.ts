/** Every reason for which the rules refuse; the sentences are in `@kaika/wire/problem`, which must cover this union. */
export type RefusalCode =
  | 'acceptance.done'
  | 'acceptance.over'
  | 'acceptance.proof-failed'
  | 'acceptance.reason-missing'
  | 'application.incomplete'
  | 'application.organisation-differs'
  | 'application.reason-missing'
  | 'application.same-officer'
  | 'application.unknown'
  | 'application.wrong-state'
  | 'batch.application-taken'
  | 'batch.closed'
  | 'batch.empty'
  | 'batch.finished'
  | 'batch.no-letters'
  | 'batch.paused'
  | 'batch.unknown'
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
  | 'line.taken'
  | 'line.wrong-state'
  | 'link.expired'
  | 'link.used'
  | 'mail.not-confirmed'
  | 'mail.same'
  | 'mail.too-many'
  | 'mailcode.expired'
  | 'mailcode.too-many'
  | 'mailcode.used-up'
  | 'mailcode.wrong'
  | 'officer.below-minimum'
  | 'officer.card-taken'
  | 'officer.card-unfit'
  | 'officer.not-allowed'
  | 'officer.roles-missing'
  | 'officer.unknown'
  | 'paper.reason-missing'
  | 'paper.same-officer'
  | 'paper.wrong-state'
  | 'proposal.grounds-missing'
  | 'proposal.open-already'
  | 'proposal.reason-missing'
  | 'proposal.same-officer'
  | 'proposal.wrong-state'
  | 'shipment.already'
  | 'shipment.day'
  | 'shipment.none'
  | 'shipment.reason-missing'
  | 'shipment.tracking'
  | 'subscription.days'
  | 'subscription.unknown'
  | 'renewal.open'
  | 'renewal.too-early'
  | 'revocation.over'
  | 'sweep.empty'
  | 'sweep.no-scope'
  | 'sweep.rate'
  | 'sweep.wrong-state'
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
