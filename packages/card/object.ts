import { fromHex } from '@kaika/bytes/hex';
import { findTlv, getTlv, tlv } from '@kaika/bytes/tlv';
import { send } from './apdu.ts';
import { CardError, readable } from './error.ts';
import { refused } from './management.ts';
import { objectOf, objects, type Slot } from './slot.ts';
import type { Transport } from './transport.ts';

const pivAid = fromHex('a000000308000010000100');

/** What the card says of itself when selected: its label (tag 50) if it has one. */
export type Selected = { readonly label: string | null };

/** SELECT the PIV application, SP 800-73-5 part 2 §3.1.1. Throws `card.no-piv` for any other card. */
export async function select(card: Transport): Promise<Selected> {
  const template = await send(card, { ins: 0xa4, p1: 0x04, p2: 0x00, data: pivAid }).catch((cause) => {
    if (cause instanceof CardError && cause.status !== null) throw new CardError('card.no-piv', { cause });
    throw cause;
  });
  return readable(() => {
    const label = findTlv(template, 0x61, 0x50);
    return { label: label === undefined ? null : Buffer.from(label).toString('utf8') };
  });
}

/**
 * GET DATA, SP 800-73-5 part 2 §3.1.2: the content of an object, its 53 taken off (the discovery object has 7E instead).
 * Throws `object.absent` where the card has none or an empty one.
 */
export async function readObject(card: Transport, id: number): Promise<Uint8Array> {
  const answer = await send(card, { ins: 0xcb, p1: 0x3f, p2: 0xff, data: tlv(0x5c, name(id)) });
  const content = readable(() => getTlv(answer, id === objects.discovery ? id : 0x53));
  if (content.length === 0) throw new CardError('object.absent');
  return content;
}

/** As {@link readObject}, but null where there is none. */
export async function findObject(card: Transport, id: number): Promise<Uint8Array | null> {
  return readObject(card, id).catch((error) => {
    if (error instanceof CardError && error.code === 'object.absent') return null;
    throw error;
  });
}

/**
 * PUT DATA, SP 800-73-5 part 2 §3.3.1; empty content deletes. Needs an authenticated management key. Throws
 * `management.required`, `object.too-large`.
 */
export async function writeObject(card: Transport, id: number, content: Uint8Array): Promise<void> {
  const data = Buffer.concat([tlv(0x5c, name(id)), tlv(0x53, content)]);
  await send(card, { ins: 0xdb, p1: 0x3f, p2: 0xff, data, silent: true }).catch(refused);
}

/** The certificate of a slot, DER. Throws `object.absent`; `card.unsupported` for a compressed one. */
export async function readCertificate(card: Transport, slot: Slot): Promise<Uint8Array> {
  return parseCertificateObject(await readObject(card, objectOf(slot)));
}

/** As {@link readCertificate}, but null where the slot has none. */
export async function findCertificate(card: Transport, slot: Slot): Promise<Uint8Array | null> {
  const content = await findObject(card, objectOf(slot));
  return content === null ? null : parseCertificateObject(content);
}

/** Writes a slot's certificate (DER). Throws as {@link writeObject}. */
export async function writeCertificate(card: Transport, slot: Slot, certificate: Uint8Array): Promise<void> {
  await writeObject(card, objectOf(slot), certificateObject(certificate));
}

/** The content of a certificate object: certificate, CertInfo 0 (not compressed), empty error code (part 1 table 10). */
export function certificateObject(certificate: Uint8Array): Uint8Array {
  return Uint8Array.from(
    Buffer.concat([tlv(0x70, certificate), tlv(0x71, Uint8Array.of(0)), tlv(0xfe, new Uint8Array())]),
  );
}

/** Takes the certificate out of such content. Throws `card.unreadable`; `card.unsupported` if it is compressed. */
export function parseCertificateObject(content: Uint8Array): Uint8Array {
  return readable(() => {
    const [flags = 0] = findTlv(content, 0x71) ?? [];
    if ((flags & 0x01) !== 0) throw new CardError('card.unsupported');
    return getTlv(content, 0x70);
  });
}

function name(id: number): Uint8Array {
  return id > 0xff ? Uint8Array.of(id >> 16, (id >> 8) & 0xff, id & 0xff) : Uint8Array.of(id);
}
