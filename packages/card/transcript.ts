import { createHash, verify } from 'node:crypto';
import { publicKey } from '@kaika/pki/key';
import type { KeyAlgorithm } from './algorithm.ts';
import { signDigest } from './sign.ts';
import type { Transport } from './transport.ts';

/**
 * What 9E and 9A sign in the conversation between card and authority. The agent and the authority build the same bytes from the
 * same parts; every part has a fixed length, so no two sets of parts give the same bytes. Each begins with a prefix of its own: a
 * signature made for one purpose is none for another, and none for a login token or a document.
 */
export type Transcript = { readonly slot: '9a' | '9e'; readonly bytes: Uint8Array };

/** SHA-256 of the compact JWS of the task, as ASCII. */
export function taskHash(task: string): Uint8Array {
  return sha256(task);
}

/** SHA-256 of a compact JWE, as ASCII. */
export function sealedHash(sealed: string): Uint8Array {
  return sha256(sealed);
}

/** "This card is here": signed by 9E when the agent asks for a PUK. */
export type Presence = {
  readonly taskHash: Uint8Array;
  /** RFC 7638 thumbprint (SHA-256) of the agent's one-time key. */
  readonly oneTimeKey: Uint8Array;
  /** {@link sealedHash} of the sealed user code. */
  readonly sealedHash: Uint8Array;
  readonly guid: Uint8Array;
  /** 1 to 255. */
  readonly attempt: number;
};

/** `kaika/card/1` ‖ task hash ‖ one-time key ‖ sealed hash ‖ GUID ‖ attempt (1 byte). */
export function presence(parts: Presence): Transcript {
  const { taskHash, oneTimeKey, sealedHash, guid, attempt } = parts;
  const body = [part(taskHash, 32), part(oneTimeKey, 32), part(sealedHash, 32), part(guid, 16)];
  return transcript('9e', 'kaika/card/1', [...body, octets(attempt, 1)]);
}

/** "The card refused that PUK": signed by 9E. */
export type Refutation = {
  readonly taskHash: Uint8Array;
  readonly guid: Uint8Array;
  /** The version of the PUK the card refused. */
  readonly version: number;
  /** PUK tries left. */
  readonly triesLeft: number;
};

/** `kaika/refuted/1` ‖ task hash ‖ GUID ‖ PUK version (4 bytes) ‖ tries left (1 byte). */
export function refutation(parts: Refutation): Transcript {
  const body = [part(parts.taskHash, 32), part(parts.guid, 16)];
  return transcript('9e', 'kaika/refuted/1', [...body, octets(parts.version, 4), octets(parts.triesLeft, 1)]);
}

export type Outcome = 'activated' | 'unlocked';

/** "Done": signed by 9A right after the new PIN was verified. */
export type Confirmation = {
  readonly taskHash: Uint8Array;
  readonly guid: Uint8Array;
  /** The version of the PUK now on the card. */
  readonly version: number;
  readonly result: Outcome;
};

const outcomes: Readonly<Record<Outcome, number>> = { activated: 1, unlocked: 2 };

/** `kaika/confirm/1` ‖ task hash ‖ GUID ‖ PUK version (4 bytes) ‖ result (1 byte). */
export function confirmation(parts: Confirmation): Transcript {
  const body = [part(parts.taskHash, 32), part(parts.guid, 16)];
  const result = octets(outcomes[parts.result], 1);
  return transcript('9a', 'kaika/confirm/1', [...body, octets(parts.version, 4), result]);
}

/** "The holder sets this user code": signed by 9A, right after the PIN was verified. */
export type Recoding = {
  readonly taskHash: Uint8Array;
  /** {@link sealedHash} of the sealed new user code. */
  readonly sealedHash: Uint8Array;
  readonly guid: Uint8Array;
};

/** `kaika/recode/1` ‖ task hash ‖ sealed hash ‖ GUID. */
export function recoding(parts: Recoding): Transcript {
  const body = [part(parts.taskHash, 32), part(parts.sealedHash, 32), part(parts.guid, 16)];
  return transcript('9a', 'kaika/recode/1', body);
}

/**
 * The card's signature of a transcript with its slot's key: SHA-256, ECDSA as DER or RSA PKCS#1 v1.5. 9A needs a verified PIN.
 * Throws `pin.required`, `key.absent`.
 */
export async function signTranscript(
  card: Transport,
  algorithm: KeyAlgorithm,
  { slot, bytes }: Transcript,
): Promise<Uint8Array> {
  return signDigest(card, { slot, algorithm, hash: 'sha256' }, sha256(bytes));
}

/** Whether `signature` is the key's (SPKI DER) over the transcript. Malformed ones are false. Throws `key.*` of pki for no key. */
export function verifyTranscript(spki: Uint8Array, transcript: Transcript, signature: Uint8Array): boolean {
  return verify('sha256', transcript.bytes, publicKey(spki), signature);
}

function transcript(slot: '9a' | '9e', prefix: string, parts: readonly Uint8Array[]): Transcript {
  return { slot, bytes: Uint8Array.from(Buffer.concat([Buffer.from(prefix), ...parts])) };
}

function part(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError('a part of a transcript has the wrong length');
  return bytes;
}

function octets(value: number, length: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** length) {
    throw new RangeError('a number of a transcript does not fit');
  }
  const bytes = new Uint8Array(length);
  for (let at = length - 1, left = value; at >= 0; at -= 1, left = Math.floor(left / 256)) bytes[at] = left;
  return bytes;
}

function sha256(input: string | Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(input).digest());
}
