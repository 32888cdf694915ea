import type { Actor, Change, Kept } from './change.ts';
import { applicant } from './change.ts';
import type { Officer } from './officer.ts';
import { requireRole } from './officer.ts';
import type { OrganisationKind } from './organisation.ts';
import { Refusal } from './refusal.ts';
import { isUbn } from './ubn.ts';

/**
 * submitted ─review─▶ reviewed ─approve─▶ approved ─▶ produced
 *     │ ▲                │
 *     │ └─resubmit─ returned ◀─return─┤      refused, withdrawn: from submitted, reviewed and returned
 */
export type ApplicationState =
  | 'submitted'
  | 'reviewed'
  | 'returned'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'produced';

/** What somebody still has to do something about. */
export const openStates: readonly ApplicationState[] = ['submitted', 'reviewed', 'returned', 'approved'];

/** What the applicant says. */
export type ApplicationContent = {
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Null for an organisation without one (foreign, or not yet registered). */
  readonly ubn: string | null;
  readonly address: string;
  readonly contactName: string;
  readonly contactMail: string;
  readonly contactPhone: string;
  /** The person the card is for, where it is a person's (officers); null for the organisation's own card. */
  readonly person: string | null;
};

/** What a card is asked for: the first of its kind, to follow one that ends (換發), to take the place of a lost or damaged one (補發). */
export type Purpose = 'first' | 'renewal' | 'replacement';

/** One form, one card; or one certificate that is on no card. */
export type Application = Kept<'application'> &
  ApplicationContent & {
    readonly number: string;
    /** The signed PKCS#10 request (DER, base64) of a certificate that is on no card; null where a card is asked for. */
    readonly request: string | null;
    readonly purpose: Purpose;
    /** The card that the one asked for comes after; null for a first one. */
    readonly previousCard: string | null;
    readonly state: ApplicationState;
    /** Hash of the user code chosen in the form; becomes the card's at production. */
    readonly userCodeHash: string;
    readonly submittedAt: Date;
    /** The officer who typed a paper form; null when the applicant did. */
    readonly enteredBy: string | null;
    readonly reviewedBy: string | null;
    readonly reviewedAt: Date | null;
    readonly decidedBy: string | null;
    readonly decidedAt: Date | null;
    /** What the applicant reads when it was returned or refused. */
    readonly reason: string | null;
    readonly organisation: string | null;
    readonly cardNumber: string | null;
  };

/** Takes a form in. Throws `application.incomplete` naming the field. */
export function submit(
  content: ApplicationContent,
  about: {
    readonly number: string;
    readonly userCodeHash: string;
    readonly enteredBy: string | null;
    readonly request?: string | null;
    readonly purpose?: Purpose;
    readonly previousCard?: string;
    readonly by?: Actor;
  },
  now: Date,
): Change<Application> {
  checkContent(content);
  const { number, userCodeHash, enteredBy, request = null, purpose = 'first', previousCard = null } = about;
  return {
    next: {
      noun: 'application',
      version: 0,
      ...content,
      number,
      userCodeHash,
      enteredBy,
      request,
      purpose,
      previousCard,
      state: 'submitted',
      submittedAt: now,
      reviewedBy: null,
      reviewedAt: null,
      decidedBy: null,
      decidedAt: null,
      reason: null,
      organisation: null,
      cardNumber: null,
    },
    event: {
      at: now,
      by: enteredBy ?? (about.by ?? applicant).id,
      what: 'application.submitted',
      subject: number,
    },
  };
}

/** First review (初審): the form is in order. */
export function review(application: Application, by: Officer, now: Date): Change<Application> {
  requireRole(by, 'first-reviewer');
  requireState(application, 'submitted');
  if (application.enteredBy === by.id) throw new Refusal('application.same-officer');
  return change(application, { state: 'reviewed', reviewedBy: by.id, reviewedAt: now, reason: null }, [
    'application.reviewed',
    by,
    now,
  ]);
}

/** Approval (複審) by a person who neither entered nor reviewed it. */
export function approve(
  application: Application,
  organisation: string,
  { by, now }: { by: Officer; now: Date },
): Change<Application> {
  requireRole(by, 'approver');
  requireState(application, 'reviewed');
  if (application.reviewedBy === by.id || application.enteredBy === by.id) {
    throw new Refusal('application.same-officer');
  }
  return change(application, { state: 'approved', decidedBy: by.id, decidedAt: now, organisation }, [
    'application.approved',
    by,
    now,
  ]);
}

/** The first cards of an authority are approved by its ceremony, before there is anybody to review. */
export function approveAtCeremony(
  application: Application,
  organisation: string,
  { by, now }: { by: Actor; now: Date },
): Change<Application> {
  requireState(application, 'submitted');
  return change(application, { state: 'approved', decidedBy: by.id, decidedAt: now, organisation }, [
    'application.approved-at-ceremony',
    by,
    now,
  ]);
}

/** Sends it back for correction (退回補正), with a reason the applicant reads. */
export function sendBack(
  application: Application,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Application> {
  requireDecider(application, reason, by);
  return change(application, { state: 'returned', decidedBy: by.id, decidedAt: now, reason: reason.trim() }, [
    'application.returned',
    by,
    now,
  ]);
}

/** Refuses it for good (駁回), with a reason the applicant reads. */
export function refuse(
  application: Application,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Application> {
  requireDecider(application, reason, by);
  return change(application, { state: 'refused', decidedBy: by.id, decidedAt: now, reason: reason.trim() }, [
    'application.refused',
    by,
    now,
  ]);
}

/** The corrected form of a returned application, with another request where one is given; its number stays, its review starts over. */
export function resubmit(
  application: Application,
  content: ApplicationContent & { readonly request?: string },
  now: Date,
): Change<Application> {
  requireState(application, 'returned');
  checkContent(content);
  const fresh = { reviewedBy: null, reviewedAt: null, decidedBy: null, decidedAt: null, reason: null };
  return change(application, { ...content, ...fresh, state: 'submitted', submittedAt: now }, [
    'application.resubmitted',
    applicant,
    now,
  ]);
}

/** The applicant takes it back before it is approved. */
export function withdraw(application: Application, now: Date): Change<Application> {
  requireState(application, 'submitted', 'reviewed', 'returned');
  return change(application, { state: 'withdrawn' }, ['application.withdrawn', applicant, now]);
}

/** Its card is made. */
export function markProduced(
  application: Application,
  cardNumber: string,
  { by, now }: { by: Actor; now: Date },
): Change<Application> {
  requireProducible(application);
  return change(application, { state: 'produced', cardNumber }, ['application.produced', by, now]);
}

/** Throws `application.wrong-state` unless a card may be produced for it. */
export function requireProducible(application: Application): void {
  requireState(application, 'approved');
  if (isForSoftware(application)) throw new Refusal('application.wrong-state');
}

/** Whether it asks for a certificate that is on no card. */
export function isForSoftware(
  application: Application,
): application is Application & { readonly request: string } {
  return application.request !== null;
}

/** Its certificate is being made: whoever comes first, and nobody else. */
export function startIssuing(application: Application, by: Actor, now: Date): Change<Application> {
  requireState(application, 'approved');
  return change(application, {}, ['application.issuing', by, now]);
}

/** Its certificate is there and waits for the holder to accept it. */
export function markIssued(application: Application, by: Actor, now: Date): Change<Application> {
  requireState(application, 'approved');
  return change(application, { state: 'produced' }, ['application.issued', by, now]);
}

/** The holder rejected the certificate: back to the applicant, who corrects it or withdraws. */
export function reopen(
  application: Application,
  reason: string,
  { by, now }: { by: Actor; now: Date },
): Change<Application> {
  requireState(application, 'produced');
  return change(application, { state: 'returned', reason: reason.trim() }, ['application.reopened', by, now]);
}

/** Throws `application.wrong-state` unless the application is in one of the states. */
export function requireState(application: Application, ...states: readonly ApplicationState[]): void {
  if (!states.includes(application.state)) throw new Refusal('application.wrong-state');
}

function requireDecider(application: Application, reason: string, by: Officer): void {
  requireRole(by, application.state === 'submitted' ? 'first-reviewer' : 'approver');
  requireState(application, 'submitted', 'reviewed');
  if (application.state === 'reviewed' && application.reviewedBy === by.id) {
    throw new Refusal('application.same-officer');
  }
  if (reason.trim() === '') throw new Refusal('application.reason-missing');
}

function checkContent(content: ApplicationContent): void {
  if (content.ubn !== null && !isUbn(content.ubn)) {
    throw new Refusal('application.incomplete', { fields: { ubn: 'ubn.invalid' } });
  }
}

function change(
  application: Application,
  to: Partial<Application>,
  [what, by, now]: readonly [Change<Application>['event']['what'], Actor, Date],
): Change<Application> {
  return {
    next: { ...application, ...to },
    event: { at: now, by: by.id, what, subject: application.number },
  };
}
