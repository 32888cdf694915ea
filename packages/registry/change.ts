import type { Refusal } from './refusal.ts';

/** Who did something: a person by id, or one of the fixed names of things that act by themselves. */
export type Actor = { readonly id: string };

/** The clock and the jobs. */
export const system: Actor = { id: 'system' };
/** The first start, before there is anybody to decide. */
export const ceremony: Actor = { id: 'ceremony' };
/** Whoever has the card and its user code. */
export const holder: Actor = { id: 'holder' };
/** Whoever fills in the public form. */
export const applicant: Actor = { id: 'applicant' };

/** One thing that happened, as the audit log keeps it. `data` holds no secret. */
export type Event = {
  readonly at: Date;
  readonly by: string;
  /** `noun.happened`. */
  readonly what: EventName;
  /** The identifier of what it happened to: card number, application number, serial number, officer id. */
  readonly subject: string;
  readonly data?: Readonly<Record<string, string>>;
};

/** The next state of one thing and the event that says so; a store keeps both or neither. */
export type Change<T> = { readonly next: T; readonly event: Event };

/** Something worth an audit row that moves nothing: a sign-in, a key used. */
export type Note = { readonly next: null; readonly event: Event };

/** A refusal that changes something (a wrong code is counted): the changes are saved first, then it is answered. */
export type Refused<C> = { readonly changes: readonly C[]; readonly refusal: Refusal };

/** What every stored thing carries: its kind, and the version it was read at (0 before it is first saved). */
export type Kept<N extends string> = { readonly noun: N; readonly version: number };

export const eventNames = [
  'organisation.registered',
  'application.submitted',
  'application.reviewed',
  'application.approved',
  'application.approved-at-ceremony',
  'application.returned',
  'application.resubmitted',
  'application.refused',
  'application.withdrawn',
  'application.code-refused',
  'application.produced',
  'application.issuing',
  'application.issued',
  'application.reopened',
  'application.document-added',
  'card.production-started',
  'card.production-failed',
  'card.produced',
  'card.shipped',
  'card.shipping-undone',
  'card.returned',
  'card.letter-made',
  'card.activated',
  'card.unlocked',
  'card.pin-changed',
  'card.suspended',
  'card.resumed',
  'card.revoked',
  'card.revoked-overdue',
  'card.expired',
  'card.lost',
  'card.destroyed',
  'card.replaced',
  'card.mail-written',
  'card.altered',
  'card.puk-offered',
  'card.puk-refuted',
  'certificate.drafted',
  'certificate.issued',
  'certificate.released',
  'certificate.suspended',
  'certificate.resumed',
  'certificate.superseded',
  'certificate.revoked',
  'certificate.draft-lost',
  'certificate.accepted',
  'certificate.rejected',
  'code.chosen',
  'code.tried',
  'code.accepted',
  'code.refused',
  'code.locked',
  'code.reset',
  'contact.asked',
  'contact.changed',
  'link.issued',
  'link.used',
  'link.ended',
  'paper.entered',
  'paper.approved',
  'paper.refused',
  'subscription.made',
  'subscription.told',
  'subscription.ended',
  'organisation.listed',
  'mailcode.issued',
  'mailcode.tried',
  'mailcode.refused',
  'mailcode.used',
  'writing.asked',
  'writing.confirmed',
  'writing.carried',
  'writing.issued',
  'writing.ended',
  'renewal.asked',
  'replacement.asked',
  'revocation.asked',
  'revocation.confirmed',
  'batch.made',
  'batch.paused',
  'batch.resumed',
  'batch.closed',
  'batch.letters-made',
  'batch.letters-reprinted',
  'line.queued',
  'line.taken',
  'line.given-back',
  'line.done',
  'line.failed',
  'line.requeued',
  'line.blank-spoiled',
  'line.put-first',
  'line.put-back',
  'line.removed',
  'shipment.recorded',
  'shipment.undone',
  'shipment.returned',
  'task.issued',
  'task.superseded',
  'task.attempted',
  'task.offered',
  'task.refuted',
  'task.failed',
  'task.confirmed',
  'task.expired',
  'officer.appointed',
  'officer.roles-changed',
  'officer.left',
  'officer.card-changed',
  'proposal.entered',
  'proposal.approved',
  'proposal.refused',
  'proposal.withdrawn',
  'sweep.proposed',
  'sweep.started',
  'sweep.refused',
  'sweep.paused',
  'sweep.resumed',
  'sweep.stopped',
  'sweep.done',
  'officer.signed-in',
  'officer.signed-out',
  'receipt.issued',
  'key.made',
  'key.used',
  'tree.signed',
] as const;
export type EventName = (typeof eventNames)[number];
