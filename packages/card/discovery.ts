import { findTlv, tlv } from '@kaika/bytes/tlv';
import { readable } from './error.ts';
import { findObject } from './object.ts';
import { objects } from './slot.ts';
import type { Transport } from './transport.ts';

/** The PIN usage policy of the discovery object (SP 800-73-5 part 1 §3.3.2). */
export type Discovery = { readonly applicationPin: boolean; readonly globalPin: boolean };

/** The content of the discovery object 7E: the application's AID and the usage policy "application PIN only". */
export function discoveryObject(aid: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([tlv(0x4f, aid), tlv(0x5f2f, Uint8Array.of(0x40, 0x00))]));
}

/** The card's policy; cards without the object have the application PIN alone. Throws `card.unreadable`. */
export async function readDiscovery(card: Transport): Promise<Discovery> {
  const content = await findObject(card, objects.discovery);
  if (content === null) return { applicationPin: true, globalPin: false };
  const [policy = 0x40] = readable(() => findTlv(content, 0x5f2f)) ?? [];
  return { applicationPin: (policy & 0x40) !== 0, globalPin: (policy & 0x20) !== 0 };
}
