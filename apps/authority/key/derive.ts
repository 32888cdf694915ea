import { createHmac } from 'node:crypto';
import { concat, fromText } from '@kaika/bytes/bytes';
import { managementAlgorithms } from '@kaika/card/algorithm';
import type { ManagementKey } from '@kaika/card/management';
import type { Model } from '@kaika/card/model';

/** Derives the secrets of cards from the master key; nothing derived is ever kept. */
export type CardSecrets = {
  /** 8 octets of the model's alphabet. The caller overwrites them. */
  puk(card: DerivedFor, model: Pick<Model, 'pukAlphabet'>): Uint8Array;
  management(card: DerivedFor, model: Pick<Model, 'management'>): ManagementKey;
};

/** Whose secret: the production's id from the record, and the secret's version. */
export type DerivedFor = { readonly productionId: string; readonly version: number };

export const pukLength = 8;

/** @param master 32 octets */
export function cardSecrets(master: Uint8Array): CardSecrets {
  return {
    puk: (card, { pukAlphabet }) => sample(stretch(master, 'puk', card), alphabets[pukAlphabet]),
    management: (card, { management }) => ({
      algorithm: management,
      key: derive(
        master,
        label('management', management),
        context(card),
        managementAlgorithms[management].bytes,
      ),
    }),
  };
}

/**
 * SP 800-108r1 §4.1, KDF in counter mode with HMAC-SHA-256: K(i) = HMAC(key, [i]₃₂ ‖ Label ‖ 00 ‖ Context ‖ [L]₃₂), L in bits.
 * @param length octets, at most 255 blocks of 32
 */
export function derive(key: Uint8Array, label: Uint8Array, context: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 1; blocks.length * 32 < length; counter += 1) {
    const input = concat(number(counter), label, Uint8Array.of(0), context, number(length * 8));
    blocks.push(createHmac('sha256', key).update(input).digest());
  }
  return concat(...blocks).subarray(0, length);
}

/** Digits, or the printable ASCII that every keyboard and every applet takes. */
const alphabets = {
  digits: '0123456789',
  ascii: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
} as const;

/** Octets for the rejection sampling: 8 characters are found in 256 octets but for one in 10^60 cards. */
const stretchBytes = 256;

function stretch(master: Uint8Array, purpose: string, card: DerivedFor): Uint8Array {
  return derive(master, label(purpose, ''), context(card), stretchBytes);
}

/** Takes an octet only below the greatest multiple of the alphabet's size, so that every character is equally likely. */
function sample(octets: Uint8Array, alphabet: string): Uint8Array {
  const limit = 256 - (256 % alphabet.length);
  const chosen = octets.filter((octet) => octet < limit).subarray(0, pukLength);
  octets.fill(0);
  if (chosen.length < pukLength) throw new RangeError('too few octets for a PUK');
  return chosen.map((octet) => alphabet.charCodeAt(octet % alphabet.length));
}

function label(purpose: string, algorithm: string): Uint8Array {
  return fromText(`kaika/${purpose}/1/${algorithm}`);
}

/** The id is a UUID of fixed length, so no two cards and versions give the same bytes. */
function context({ productionId, version }: DerivedFor): Uint8Array {
  return concat(fromText(productionId), number(version));
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
