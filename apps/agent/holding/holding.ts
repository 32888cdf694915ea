import { toBase64 } from '@kaika/bytes/base64';
import { toHex } from '@kaika/bytes/hex';
import { CardError } from '@kaika/card/error';
import { readGuid } from '@kaika/card/holder';
import { identify } from '@kaika/card/identify';
import type { Model } from '@kaika/card/model';
import { findCertificate } from '@kaika/card/object';
import { pinTries } from '@kaika/card/pin';
import { type Slot, slots, useOf } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { attributesOf, parseName } from '@kaika/pki/name';
import { extKeyUsageOf } from '@kaika/pki/usage';
import { cardNumber as cardNumberShape } from '@kaika/wire/task';
import type { HeldCard, HeldCertificate } from '@kaika/wire/window';
import type { CardLine } from '../conversation/screen.ts';

/** A card as far as it tells without a PIN. */
export type Holding = {
  readonly model: Model;
  /** 16 bytes, hexadecimal. */
  readonly guid: string | null;
  /** From the 9E certificate; null for a card of another issuer or a blank one. */
  readonly cardNumber: string | null;
  readonly kind: HeldCard['kind'];
  readonly holder: string;
  readonly pinTriesLeft: number | null;
  readonly certificates: readonly SlotCertificate[];
  /** Its reader has keys of its own for the PIN. */
  readonly hasPinPad: boolean;
};

export type SlotCertificate = { readonly slot: Slot; readonly certificate: Certificate };

/** id-PIV-cardAuth, SP 800-73-5 part 1 appendix B: the only use of the 9E certificate. */
const presencePurpose = '2.16.840.1.101.3.6.8';

/** Reads all a card tells without a PIN. Throws `card.unreadable`, `card.removed`; foreign and blank cards are read too. */
export async function readHolding(card: Transport): Promise<Holding> {
  const { model } = await identify(card);
  const guid = await readGuid(card).catch(nullIfUnreadable);
  const certificates: SlotCertificate[] = [];
  for (const slot of slots) {
    const certificate = await readSlot(card, slot);
    if (certificate !== null) certificates.push({ slot, certificate });
  }
  const cardNumber = numberOf(certificates);
  return {
    model,
    guid: guid === null ? null : toHex(guid),
    cardNumber,
    kind: cardNumber !== null ? 'ours' : certificates.length > 0 ? 'foreign' : 'blank',
    holder: holderOf(certificates),
    pinTriesLeft: await pinTries(card).catch(nullIfUnreadable),
    certificates,
    hasPinPad: (await card.findPad?.()) != null,
  };
}

/** The certificate of a slot, if the card has one. */
export function certificateIn(holding: Holding, slot: Slot): Certificate | null {
  return holding.certificates.find((one) => one.slot === slot)?.certificate ?? null;
}

/** As it is told to pages. */
export function toHeld(holding: Holding): HeldCard {
  return {
    cardNumber: holding.cardNumber,
    kind: holding.kind,
    holder: holding.holder,
    model: holding.model.name.zh,
    guid: holding.guid,
    pinTriesLeft: holding.pinTriesLeft,
    certificates: holding.certificates.map(heldCertificate),
  };
}

/** One certificate as it is told to pages. */
export function heldCertificate({ slot, certificate }: SlotCertificate): HeldCertificate {
  return {
    use: useOf(slot),
    certificate: toBase64(certificate.der),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  };
}

/** A card as one line of a screen. */
export function lineOf(reader: string, holding: Holding, slot: Slot): CardLine {
  const certificate = certificateIn(holding, slot);
  return {
    reader,
    cardNumber: holding.cardNumber,
    holder: holding.holder,
    issuer: certificate === null ? '' : nameOf(certificate.issuer),
    notAfter: certificate?.notAfter ?? null,
  };
}

async function readSlot(card: Transport, slot: Slot): Promise<Certificate | null> {
  const der = await findCertificate(card, slot).catch(nullIfUnreadable);
  if (der === null) return null;
  try {
    return parseCertificate(der);
  } catch {
    // A foreign card may hold anything; what is no certificate is none.
    return null;
  }
}

/** The card number, if the 9E certificate is one of a kaika card. Says nothing of who signed it: the authority checks that. */
function numberOf(certificates: readonly SlotCertificate[]): string | null {
  const presence = certificates.find(({ slot }) => slot === '9e')?.certificate;
  if (presence === undefined) return null;
  try {
    const purposes = extKeyUsageOf(presence);
    if (purposes?.size !== 1 || !purposes.has(presencePurpose)) return null;
    const [number] = attributesOf(parseName(presence.subject), 'serialNumber');
    return cardNumberShape.safeParse(number).data ?? null;
  } catch {
    return null;
  }
}

function holderOf(certificates: readonly SlotCertificate[]): string {
  const order: readonly Slot[] = ['9a', '9c', '9d', '9e'];
  const found = order.flatMap((slot) => certificates.filter((one) => one.slot === slot));
  const [first] = found;
  return first === undefined ? '' : nameOf(first.certificate.subject);
}

/** The organisation or person a name stands for, as people call it. */
function nameOf(der: Uint8Array): string {
  try {
    const name = parseName(der);
    const [common] = attributesOf(name, 'CN');
    const organisation = attributesOf(name, 'O').at(-1);
    return common ?? organisation ?? '';
  } catch {
    return '';
  }
}

function nullIfUnreadable(error: unknown): null {
  if (!(error instanceof CardError)) throw error;
  if (error.code === 'card.removed' || error.code === 'card.reset' || error.code.startsWith('reader.'))
    throw error;
  return null;
}
