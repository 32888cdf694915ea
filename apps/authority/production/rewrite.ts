import { equal } from '@kaika/bytes/bytes';
import { toHex } from '@kaika/bytes/hex';
import { CardError } from '@kaika/card/error';
import { readGuid } from '@kaika/card/holder';
import { authenticateManagement, type ManagementKey } from '@kaika/card/management';
import { findCertificate, findObject, select, writeCertificate } from '@kaika/card/object';
import { objectOf, objects, type Slot } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import type { Progress } from '@kaika/wire/task';
import { Failure } from '../failure.ts';

/** A card in use, as the record has it, and what is to be on it afterwards. */
export type Rewrite = {
  /** 32 hex digits. */
  readonly guid: string;
  /** The 9E certificate, DER: this very card, and no other. */
  readonly presence: Uint8Array;
  /** The card's management key; overwritten after use. */
  readonly management: () => ManagementKey;
  /** Gives the certificates (DER) by slot; called when the card has proved to be the one. */
  readonly certificates: () => Promise<ReadonlyMap<Slot, Uint8Array>>;
  readonly progress: (progress: Progress) => void;
};

/** The labels of the steps, in their order; as production calls them. */
export const rewriteSteps = ['look', 'issue', 'write-9a', 'write-9c', 'write-9d', 'compare'] as const;

/** What nobody may change while the management session is open. */
const kept = [objects.holder, objects.capability, objects.keyHistory, objectOf('9e')] as const;

/**
 * Writes certificates to a card in use (design: card.md, "Writing to a card already out"): the same keys, one object after the
 * other, each read back; an object that was torn is written anew. A run that was cut anywhere is begun again from the start and
 * leaves alone what is in order.
 *
 * Throws Failure `task.mismatch` (another card), `card.not-writable` (its management key is not ours), `card.altered` (afterwards
 * it holds something else: `detail.object` says which; the caller suspends it), and CardError of the card.
 */
export async function rewriteCard(card: Transport, rewrite: Rewrite): Promise<void> {
  const begin = announce(rewrite);
  begin('look');
  await requireSameCard(card, rewrite);
  const before = await lookAt(card);
  await openManagement(card, rewrite, 'card.not-writable');
  begin('issue');
  const certificates = await rewrite.certificates();
  for (const [slot, der] of certificates) {
    begin(`write-${slot}`);
    await writeWhole(card, slot, der);
  }
  begin('compare');
  await select(card);
  const after = await lookAt(card);
  for (const [at, id] of kept.entries()) {
    if (!same(before[at] ?? null, after[at] ?? null)) throw altered(id);
  }
  for (const [slot, der] of certificates) {
    if (!same(await held(() => findCertificate(card, slot)), der)) throw altered(objectOf(slot));
  }
  await openManagement(card, rewrite, 'card.altered');
}

function announce({ progress }: Rewrite): (label: string) => void {
  const labels: readonly string[] = rewriteSteps;
  return (label) => progress({ step: labels.indexOf(label), of: labels.length, label });
}

async function requireSameCard(card: Transport, { guid, presence }: Rewrite): Promise<void> {
  await select(card);
  const found = await held(() => readGuid(card));
  const own = found !== null && toHex(found) === guid;
  if (!own || !same(await held(() => findCertificate(card, '9e')), presence)) {
    throw new Failure('task.mismatch');
  }
}

async function lookAt(card: Transport): Promise<readonly (Uint8Array | null)[]> {
  const found: (Uint8Array | null)[] = [];
  for (const id of kept) found.push(await held(() => findObject(card, id)));
  return found;
}

async function openManagement(
  card: Transport,
  { management }: Rewrite,
  otherwise: 'card.not-writable' | 'card.altered',
): Promise<void> {
  const key = management();
  try {
    await authenticateManagement(card, key);
  } catch (cause) {
    if (!(cause instanceof CardError) || cause.code !== 'management.wrong') throw cause;
    throw new Failure(otherwise, { detail: { object: '9b' } }, { cause });
  } finally {
    key.key.fill(0);
  }
}

/** Leaves alone what is there already; throws CardError `card.unreadable` where the card does not give back what it took. */
async function writeWhole(card: Transport, slot: Slot, der: Uint8Array): Promise<void> {
  if (same(await held(() => findCertificate(card, slot)), der)) return;
  await writeCertificate(card, slot, der);
  if (!same(await held(() => findCertificate(card, slot)), der)) throw new CardError('card.unreadable');
}

/** What cannot be read is not there, a torn object for one; that the card itself is gone is another matter. */
async function held<T>(read: () => Promise<T | null>): Promise<T | null> {
  return read().catch((error: unknown) => {
    if (error instanceof CardError && torn.includes(error.code)) return null;
    throw error;
  });
}

const torn: readonly string[] = ['object.absent', 'card.unreadable', 'card.unsupported'];

function same(left: Uint8Array | null, right: Uint8Array | null): boolean {
  return left === null || right === null ? left === right : equal(left, right);
}

function altered(id: number): Failure {
  return new Failure('card.altered', { detail: { object: id.toString(16) } });
}
