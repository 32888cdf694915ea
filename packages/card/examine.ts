import { createHash } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { CardError } from './error.ts';
import { readGuid } from './holder.ts';
import { identify } from './identify.ts';
import type { ModelId, Version } from './model.ts';
import { findCertificate } from './object.ts';
import { pinTries } from './pin.ts';
import { type Slot, slots } from './slot.ts';
import type { Transport } from './transport.ts';
import { attestationCertificate, metadata } from './yubico.ts';

/** What a card of any model tells without a PIN and without being changed. Certificates are named by SHA-256, hexadecimal. */
export type Findings = {
  readonly model: ModelId;
  readonly version: Version | null;
  readonly serialNumber: number | null;
  /** 16 bytes, hexadecimal. */
  readonly guid: string | null;
  readonly certificates: Readonly<Partial<Record<Slot, string>>>;
  readonly attester: string | null;
  readonly pinTries: number | null;
  /** All tries of PIN and PUK, where the card has the metadata instruction. */
  readonly tries: { readonly pin: number; readonly puk: number } | null;
};

/** Reads all that, always in the same order: what a recording of a model holds (docs/cards.md). Throws `card.no-piv`, `card.removed`. */
export async function examine(card: Transport): Promise<Findings> {
  const { model, version, serialNumber } = await identify(card);
  const guid = await readGuid(card);
  const certificates: Partial<Record<Slot, string>> = {};
  for (const slot of slots) {
    const found = await findCertificate(card, slot);
    if (found !== null) certificates[slot] = digest(found);
  }
  const attester = model.instructions.attest ? await orNull(attestationCertificate(card)) : null;
  const left = await pinTries(card);
  const pin = model.instructions.metadata ? await metadata(card, 'pin') : null;
  const puk = model.instructions.metadata ? await metadata(card, 'puk') : null;
  return {
    model: model.id,
    version,
    serialNumber,
    guid: guid === null ? null : toHex(guid),
    certificates,
    attester: attester === null ? null : digest(attester),
    pinTries: left,
    tries: pin === null || puk === null ? null : { pin: pin.total, puk: puk.total },
  };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function orNull(read: Promise<Uint8Array>): Promise<Uint8Array | null> {
  return read.catch((error: unknown) => {
    if (error instanceof CardError && error.code === 'object.absent') return null;
    throw error;
  });
}
