import { CardError } from './error.ts';
import { readGuid } from './holder.ts';
import { type Identity, identify } from './identify.ts';
import { authenticateManagement } from './management.ts';
import { findCertificate, select } from './object.ts';
import { blockPin, blockPuk, verifyPin } from './pin.ts';
import { type Slot, slots } from './slot.ts';
import type { Transport } from './transport.ts';
import { reset, setRetries } from './yubico.ts';

/** What lies on a card before it is produced. Certificates are DER; a slot without one is missing. */
export type Found = {
  readonly identity: Identity;
  readonly guid: Uint8Array | null;
  readonly certificates: ReadonlyMap<Slot, Uint8Array>;
};

/** Reads what would be lost. Unreadable objects count as none: they are what an interrupted production leaves. */
export async function look(card: Transport): Promise<Found> {
  const identity = await identify(card);
  const certificates = new Map<Slot, Uint8Array>();
  for (const slot of slots) {
    const certificate = await findCertificate(card, slot).catch(torn);
    if (certificate !== null) certificates.set(slot, certificate);
  }
  return { identity, guid: await readGuid(card).catch(torn), certificates };
}

/**
 * Brings a card to its factory state with the numbers of tries asked for, and leaves 9B authenticated with the factory's key. A model without
 * reset must be fresh. Cut anywhere, it can be run again. Throws `card.not-blank`.
 */
export async function erase(
  card: Transport,
  { model }: Identity,
  tries: { readonly pin: number; readonly puk: number },
): Promise<void> {
  if (model.instructions.reset) {
    await blockPin(card);
    await blockPuk(card);
    await reset(card);
    await select(card);
  }
  await authenticateManagement(card, model.factory.management).catch(notBlank);
  if (!model.instructions.setRetries) return;
  await verifyPin(card, model.factory.pin.slice());
  await setRetries(card, tries.pin, tries.puk);
}

function torn(error: unknown): null {
  if (error instanceof CardError && error.code === 'card.unreadable') return null;
  throw error;
}

function notBlank(error: unknown): never {
  if (error instanceof CardError && error.code === 'management.wrong') {
    throw new CardError('card.not-blank', { cause: error });
  }
  throw error;
}
