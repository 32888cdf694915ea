import {
  type Application,
  approve,
  isForSoftware,
  refuse,
  review,
  sendBack,
} from '@kaika/registry/application';
import type { Actor, Change } from '@kaika/registry/change';
import type { Changes } from '@kaika/registry/noun';
import type { Officer } from '@kaika/registry/officer';
import {
  type Organisation,
  registerOrganisation,
  requireSameOrganisation,
} from '@kaika/registry/organisation';
import { issueDueSoftware } from '../ca/issue-software.ts';
import { readRequest, requireOwnKey } from '../ca/request.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Mail } from '../mail/mail.ts';
import type { Decision } from '../page/application.tsx';
import { requireApplication } from '../store/application.ts';
import { requireCard } from '../store/card.ts';
import { findOrganisationByUbn, nextOrganisationOid, requireOrganisation } from '../store/organisation.ts';
import { act } from '../store/save.ts';
import type { Trx } from '../store/table.ts';

/** What an officer decided, on the version of the application that was on the screen. */
export type Decided = {
  readonly number: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly version: number;
};

/**
 * Records a decision, and tells the contact of one that ends or stops the review.
 * Throws what the rules refuse, and `request.conflict` when the application has changed since it was read.
 * An approved request is issued at once; its key is looked at once more before. Throws `csr.key-used` where it was certified meanwhile.
 */
export async function decide(context: Context, decided: Decided, by: Officer): Promise<void> {
  const approves = decided.decision === 'approve';
  if (approves) await requireRequest(context, decided.number);
  await act(context.db, async (trx) => {
    const application = await requireApplication(trx, decided.number);
    if (application.version !== decided.version) throw new Failure('request.conflict');
    const changes = await changesOf(context, trx, { application, decided, by });
    const mail = mailOf(context, application, decided);
    if (mail !== null) await context.enqueue(trx, mail);
    return { changes, answer: undefined };
  });
  if (approves) await issueDueSoftware(context);
}

async function requireRequest({ db }: Context, number: string): Promise<void> {
  const application = await requireApplication(db, number);
  if (!isForSoftware(application)) return;
  await requireOwnKey(db, readRequest(application.request).spki, number);
}

/** What this officer may decide now. */
export function decisionsFor(application: Application, officer: Officer): readonly Decision[] {
  if (!mayDecide(application, officer)) return [];
  return application.state === 'submitted' ? ['review', 'return', 'refuse'] : ['approve', 'return', 'refuse'];
}

/** Whether the application waits for a decision this officer may make. */
export function mayDecide({ state, enteredBy, reviewedBy }: Application, { id, roles }: Officer): boolean {
  if (enteredBy === id) return false;
  if (state === 'submitted') return roles.includes('first-reviewer');
  return state === 'reviewed' && roles.includes('approver') && reviewedBy !== id;
}

/**
 * The organisation an application is for: known by its number, or registered now. Changes are empty for a known one.
 * Throws `application.organisation-differs` when the number belongs to an organisation of another name or kind.
 */
export async function organisationFor(
  context: Context,
  trx: Trx,
  { application, by }: { readonly application: Application; readonly by: Actor },
): Promise<{ readonly oid: string; readonly changes: readonly Change<Organisation>[] }> {
  const { ubn, kind, name, address } = application;
  const known = await knownOrganisation(trx, application);
  if (known !== null) {
    requireSameOrganisation(known, application);
    return { oid: known.oid, changes: [] };
  }
  const oid = await nextOrganisationOid(trx, context.ca.arc.organisations);
  return { oid, changes: [registerOrganisation({ oid, kind, name, ubn, address }, by, context.now())] };
}

/** By its number; one without a number is known by the card before. */
async function knownOrganisation(trx: Trx, { ubn, previousCard }: Application): Promise<Organisation | null> {
  if (ubn !== null) return findOrganisationByUbn(trx, ubn);
  if (previousCard === null) return null;
  return requireOrganisation(trx, (await requireCard(trx, previousCard)).organisation);
}

type Deciding = { readonly application: Application; readonly decided: Decided; readonly by: Officer };

async function changesOf(
  context: Context,
  trx: Trx,
  { application, decided, by }: Deciding,
): Promise<Changes> {
  const now = context.now();
  switch (decided.decision) {
    case 'review':
      return [review(application, by, now)];
    case 'approve': {
      const { oid, changes } = await organisationFor(context, trx, { application, by });
      return [...changes, approve(application, oid, { by, now })];
    }
    case 'return':
      return [sendBack(application, decided.reason, { by, now })];
    case 'refuse':
      return [refuse(application, decided.reason, { by, now })];
  }
}

function mailOf({ config }: Context, application: Application, { decision, reason }: Decided): Mail | null {
  const { number, contactName: name, contactMail: to } = application;
  const href = `${config.origins.authority}/progress?number=${number}`;
  const values = { number, name, reason: reason.trim(), href };
  switch (decision) {
    case 'approve':
      return isForSoftware(application) ? null : { to, about: 'application-approved', values };
    case 'return':
      return { to, about: 'application-returned', values };
    case 'refuse':
      return { to, about: 'application-refused', values };
    default:
      return null;
  }
}
