import { findTlv, getTlv, tlv } from '@kaika/bytes/tlv';
import { CardError, readable } from './error.ts';
import { findObject } from './object.ts';
import { objects } from './slot.ts';
import type { Transport } from './transport.ts';

/**
 * The card holder unique identifier (SP 800-73-5 part 1 table 9). `guid` is 16 bytes, the name of this card's contents; `expires` is a day,
 * `YYYYMMDD`.
 */
export type Chuid = { readonly guid: Uint8Array; readonly expires: string };

const none = new Uint8Array();
/**
 * FASC-N of a card that is no federal agency's: agency 9999, system 9999, credential 999999, series 0, issue 1,
 * person 0, category 3, in the parity-coded digits of TIG SCEPACS v2.3. Clients expect 25 bytes here and read nothing from them.
 */
const foreignFascn = Uint8Array.from(
  Buffer.from('d4e739da739ced39ce739d836858210842108421c84210c3eb', 'hex'),
);

/** The content of the CHUID object 5FC102: FASC-N, GUID, expiry, and the signature field empty. */
export function chuidObject(chuid: Chuid): Uint8Array {
  if (chuid.guid.length !== 16) throw new RangeError('a GUID has 16 bytes');
  if (!/^\d{8}$/.test(chuid.expires)) throw new RangeError('expiry is YYYYMMDD');
  const fields = [
    tlv(0x30, foreignFascn),
    tlv(0x34, chuid.guid),
    tlv(0x35, Buffer.from(chuid.expires)),
    tlv(0x3e, none),
    tlv(0xfe, none),
  ];
  return Uint8Array.from(Buffer.concat(fields));
}

/** Reads such content, foreign cards' too. Throws `card.unreadable`. */
export function parseChuid(content: Uint8Array): Chuid {
  return readable(() => {
    const guid = getTlv(content, 0x34);
    if (guid.length !== 16) throw new CardError('card.unreadable');
    return { guid, expires: Buffer.from(findTlv(content, 0x35) ?? none).toString('latin1') };
  });
}

/** The GUID of the card, 16 bytes, or null where it has no CHUID. Throws `card.unreadable`. */
export async function readGuid(card: Transport): Promise<Uint8Array | null> {
  const content = await findObject(card, objects.holder);
  return content === null ? null : parseChuid(content).guid;
}

/** What programs ask a card's capability container for: nothing but its identifier (part 1 table 8). */
export type Capability = { readonly identifier: Uint8Array };

/** The content of the CCC object 5FC107. `identifier` is 14 bytes, unique to the card. */
export function capabilityObject(capability: Capability): Uint8Array {
  if (capability.identifier.length !== 14) throw new RangeError('the identifier has 14 bytes');
  // GSC-RID A000000116, manufacturer FF, card type 02 (Java-like), then the card's own bytes: NISTIR 6887 §6.3.
  const identifier = Uint8Array.from([0xa0, 0x00, 0x00, 0x01, 0x16, 0xff, 0x02, ...capability.identifier]);
  const fields = [
    tlv(0xf0, identifier),
    tlv(0xf1, Uint8Array.of(0x21)),
    tlv(0xf2, Uint8Array.of(0x21)),
    tlv(0xf3, none),
    tlv(0xf4, Uint8Array.of(0x00)),
    tlv(0xf5, Uint8Array.of(0x10)),
    ...[0xf6, 0xf7, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe].map((tag) => tlv(tag, none)),
  ];
  return Uint8Array.from(Buffer.concat(fields));
}

/** Reads such content. Throws `card.unreadable`. */
export function parseCapability(content: Uint8Array): Capability {
  return readable(() => ({ identifier: getTlv(content, 0xf0).subarray(7) }));
}
