import { findTlv, getTlv } from '@kaika/bytes/tlv';
import { exchange, send } from './apdu.ts';
import { CardError, readable } from './error.ts';
import { refused } from './management.ts';
import type { Version } from './model.ts';
import { parseCertificateObject, readObject } from './object.ts';
import { objects, referenceOf, references, type Slot } from './slot.ts';
import { status } from './status.ts';
import type { Transport } from './transport.ts';

/** Instructions Yubico added to PIV; softcard and some open applets have them too. Cards without one: `card.unsupported`. */

/** GET VERSION (FD). Null where the card has no such instruction. */
export async function version(card: Transport): Promise<Version | null> {
  const { data, sw } = await exchange(card, { ins: 0xfd, p1: 0, p2: 0 });
  const [major, minor, patch] = data;
  if (sw !== status.ok || major === undefined || minor === undefined || patch === undefined) return null;
  return [major, minor, patch];
}

/** GET SERIAL NUMBER (F8), the maker's, an unsigned 32-bit number. Null where the card has no such instruction. */
export async function serialNumber(card: Transport): Promise<number | null> {
  const { data, sw } = await exchange(card, { ins: 0xf8, p1: 0, p2: 0 });
  if (sw !== status.ok || data.length !== 4) return null;
  return Buffer.from(data).readUInt32BE();
}

/** ATTEST (F9): a certificate of the slot's key, signed by the card's attestation key. DER. Imported keys are refused. */
export async function attest(card: Transport, slot: Slot): Promise<Uint8Array> {
  return send(card, { ins: 0xf9, p1: referenceOf(slot), p2: 0 });
}

/** The certificate of the attestation key (object 5FFF01), DER. Throws `object.absent`. */
export async function attestationCertificate(card: Transport): Promise<Uint8Array> {
  return parseCertificateObject(await readObject(card, objects.attestation));
}

/** Tries as the metadata instruction tells them; `factory`: the secret is still the maker's default. */
export type Tries = { readonly total: number; readonly left: number; readonly factory: boolean };

/** GET METADATA (F7) of the PIN or the PUK, without spending a try. Throws `card.unsupported`. */
export async function metadata(card: Transport, of: 'pin' | 'puk'): Promise<Tries> {
  const answer = await send(card, { ins: 0xf7, p1: 0, p2: references[of] });
  return readable(() => {
    const [total, left] = getTlv(answer, 0x06);
    if (total === undefined || left === undefined) throw new CardError('card.unreadable');
    return { total, left, factory: findTlv(answer, 0x05)?.[0] === 1 };
  });
}

/** Whether a slot holds a key made on the card or brought in from outside. */
export type KeyOrigin = 'generated' | 'imported';

/** GET METADATA (F7) of a key. Null where the slot is empty. Throws `card.unsupported`. */
export async function keyOrigin(card: Transport, slot: Slot): Promise<KeyOrigin | null> {
  const { data, sw } = await exchange(card, { ins: 0xf7, p1: 0, p2: referenceOf(slot) });
  if (sw === status.referenceAbsent || sw === status.absent) return null;
  if (sw !== status.ok) throw new CardError('card.unsupported', { status: sw });
  const [origin] = readable(() => getTlv(data, 0x03));
  return origin === 1 ? 'generated' : 'imported';
}

/**
 * SET PIN RETRIES (FA). Needs 9B and a verified PIN, and sets PIN and PUK back to the factory's: so it comes before they are
 * chosen. Throws `management.required`, `card.unsupported`.
 */
export async function setRetries(card: Transport, pin: number, puk: number): Promise<void> {
  await send(card, { ins: 0xfa, p1: pin, p2: puk, silent: true }).catch(refused);
}

/** RESET (FB): erases keys, certificates and secrets. Only with PIN and PUK both blocked. Throws `card.refused` otherwise. */
export async function reset(card: Transport): Promise<void> {
  await send(card, { ins: 0xfb, p1: 0, p2: 0, silent: true });
}
