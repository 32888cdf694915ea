import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { getTlv, tlv } from '@kaika/bytes/tlv';
import { type ManagementAlgorithm, managementAlgorithms } from './algorithm.ts';
import { send } from './apdu.ts';
import { CardError, readable } from './error.ts';
import { references } from './slot.ts';
import { status } from './status.ts';
import type { Transport } from './transport.ts';

/** The key of slot 9B. `key` has the algorithm's length: 24 bytes for 3DES and AES-192, 16 and 32 for the others. */
export type ManagementKey = { readonly algorithm: ManagementAlgorithm; readonly key: Uint8Array };

/**
 * Mutual authentication with 9B, SP 800-73-5 part 2 §3.2.4 and appendix A: the card's witness is decrypted, then our
 * challenge must come back encrypted. Throws `management.wrong` if either side does not have the key or the algorithm differs.
 */
export async function authenticateManagement(card: Transport, management: ManagementKey): Promise<void> {
  const { id, block } = managementAlgorithms[management.algorithm];
  const head = { ins: 0x87, p1: id, p2: references.management };
  const first = await send(card, { ...head, data: tlv(0x7c, tlv(0x80)) }).catch(wrong);
  const witness = readable(() => getTlv(first, 0x7c, 0x80));
  if (witness.length !== block) throw new CardError('card.unreadable');
  const challenge = randomBytes(block);
  const proof = [tlv(0x80, decipher(management, witness)), tlv(0x81, challenge), tlv(0x82)];
  const second = await send(card, { ...head, data: tlv(0x7c, ...proof) }).catch(wrong);
  const response = readable(() => getTlv(second, 0x7c, 0x82));
  const expected = encipher(management, challenge);
  if (response.length !== block || !timingSafeEqual(response, expected)) {
    throw new CardError('management.wrong');
  }
}

/** SET MANAGEMENT KEY (FF), no touch. Needs the old key authenticated. Throws `management.required`, `card.unsupported`. */
export async function setManagementKey(card: Transport, management: ManagementKey): Promise<void> {
  const { id, bytes } = managementAlgorithms[management.algorithm];
  if (management.key.length !== bytes) throw new RangeError('the key does not have its algorithm’s length');
  const data = Uint8Array.from([id, references.management, bytes, ...management.key]);
  await send(card, { ins: 0xff, p1: 0xff, p2: 0xff, data, silent: true, secret: true }).catch(refused);
  data.fill(0);
}

/** For instructions that want 9B: turns "security status not satisfied" into `management.required`. */
export function refused(error: unknown): never {
  if (error instanceof CardError && error.status === status.securityNotSatisfied) {
    throw new CardError('management.required', { status: error.status, cause: error });
  }
  throw error;
}

function wrong(error: unknown): never {
  if (error instanceof CardError && error.status !== null) {
    throw new CardError('management.wrong', { status: error.status, cause: error });
  }
  throw error;
}

function encipher(management: ManagementKey, block: Uint8Array): Uint8Array {
  const { cipher } = managementAlgorithms[management.algorithm];
  return createCipheriv(cipher, management.key, null).setAutoPadding(false).update(block);
}

function decipher(management: ManagementKey, block: Uint8Array): Uint8Array {
  const { cipher } = managementAlgorithms[management.algorithm];
  return createDecipheriv(cipher, management.key, null).setAutoPadding(false).update(block);
}
