import { randomUUID } from 'node:crypto';
import type { Actor } from '@kaika/registry/change';
import {
  askRevocation,
  confirmRevocation,
  type HolderReason,
  holderReasons,
  type Revocation,
  requireAsked,
} from '@kaika/registry/revocation';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { findRevocation } from '../store/revocation.ts';
import { act } from '../store/save.ts';
import type { Reader } from '../store/table.ts';
import { conclude, readWhole } from './conclude.ts';
import { isSoftwareNumber, revokeSoftwareCertificate } from './software.ts';

/** What a holder proved and asks for. `session` names the browser that may confirm. */
export type Asked = {
  readonly cardNumber: string;
  readonly reason: HolderReason;
  readonly by: Actor;
  readonly session: string;
};

/** The reason in a text from outside. Throws `revocation.reason-missing`. */
export function readReason(text: string | undefined): HolderReason {
  const found = holderReasons.find((reason) => reason === text);
  if (found === undefined) throw new Failure('revocation.reason-missing');
  return found;
}

/** First step: the card is suspended at once. Answers the id under which its holder confirms. */
export async function askToRevoke(context: Context, asked: Asked): Promise<string> {
  const { cardNumber, by, reason, session } = asked;
  const id = randomUUID();
  await act(context.db, async (trx) => {
    const whole = await readWhole(trx, cardNumber);
    const now = context.now();
    const changes = askRevocation(whole, { id, reason, session }, { by, now });
    await context.enqueue(
      trx,
      await mailContact(trx, whole.card, 'revocation-asked', { at: now.toISOString() }),
    );
    return { changes, answer: undefined };
  });
  return id;
}

/** Second step: for good. Confirmed twice, it answers the same receipt's number. */
export async function revokeCard(context: Context, id: string, session: string): Promise<string> {
  const asked = await requireRevocation(context.db, id, session);
  if (asked.receipt !== null) return asked.receipt;
  requireAsked(asked, context.now());
  if (isSoftwareNumber(asked.cardNumber)) return revokeSoftwareCertificate(context, id);
  const { cardNumber, by, reason } = asked;
  const about = { cardNumber, by: { id: by }, what: 'card.revoked', mail: 'card-revoked', reason } as const;
  const { number }: Receipt = await conclude(context, about, async (whole, how, trx) =>
    confirmRevocation(await requireRevocation(trx, id, session), whole, how),
  );
  return number;
}

/** A revocation of this browser. Throws `revocation.unknown`. */
export async function requireRevocation(db: Reader, id: string, session: string): Promise<Revocation> {
  const found = await findRevocation(db, id);
  if (found === null || found.session !== session) throw new Failure('revocation.unknown');
  return found;
}
