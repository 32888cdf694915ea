import { fromBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { concat } from '@kaika/bytes/bytes';
import { type PublicJwk, publicJwk, release, releasedPuk } from '@kaika/wire/task';
import {
  CompactEncrypt,
  type CryptoKey,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { Halt } from './halt.ts';

/** The agent's key of one task; the released PUK is sealed to it. `thumbprint` as in RFC 7638, base64url. */
export type OneTimeKey = {
  readonly privateKey: CryptoKey;
  readonly jwk: PublicJwk;
  readonly thumbprint: string;
};

/** One PUK and what it is to be changed to, 8 bytes each. Overwritten by `forget`. */
export type Released = {
  readonly puk: Uint8Array;
  readonly version: number;
  readonly nextPuk: Uint8Array;
  readonly nextVersion: number;
};

export async function drawOneTimeKey(): Promise<OneTimeKey> {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const jwk = publicJwk.parse(await exportJWK(publicKey));
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

/**
 * The user code, sealed for the authority (compact JWE, ECDH-ES with A256GCM). The JSON is put together as bytes, so that the code
 * never becomes a text of the language. Throws `Halt` `code.rule` for a code no application accepts.
 */
export async function sealCode(
  key: PublicJwk,
  parts: {
    readonly task: string;
    readonly cardNumber: string;
    readonly key: string;
    readonly attempt: number;
  },
  userCode: Uint8Array,
): Promise<string> {
  const head = JSON.stringify({ ...parts, userCode: '' }).slice(0, -2);
  const encoder = new TextEncoder();
  const escaped = quoted(userCode);
  const plain = concat(encoder.encode(head), escaped, encoder.encode('"}'));
  try {
    return await new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(key, 'ECDH-ES'));
  } finally {
    plain.fill(0);
    escaped.fill(0);
  }
}

/** Whether no application would have accepted this user code: 6 to 10 printable ASCII characters, no space. */
export function isCodeFaulty(code: Uint8Array): boolean {
  return code.length < 6 || code.length > 10 || code.some((octet) => octet <= 0x20 || octet >= 0x7f);
}

/** Opens what the authority released to our key for this task. Throws `Halt` `task.not-authentic` for anything else. */
export async function openRelease(answer: unknown, key: OneTimeKey, task: string): Promise<Released> {
  try {
    const { plaintext } = await compactDecrypt(release.parse(answer).release, key.privateKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const opened = releasedPuk.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    plaintext.fill(0);
    if (opened.task !== task) throw new Error('released for another task');
    const { version, nextVersion } = opened;
    return { puk: octets(opened.puk), version, nextPuk: octets(opened.nextPuk), nextVersion };
  } catch {
    // No cause: it could hold the bytes.
    throw new Halt('task.not-authentic');
  }
}

/** Overwrites both secrets. */
export function forget(released: Released): void {
  released.puk.fill(0);
  released.nextPuk.fill(0);
}

/** The thumbprint as its 32 bytes, as it stands in the transcript. */
export function thumbprintBytes(key: OneTimeKey): Uint8Array {
  return fromBase64url(key.thumbprint);
}

function octets(base64: string): Uint8Array {
  const bytes = fromBase64(base64);
  if (bytes.length !== 8) throw new Error('a PUK has 8 bytes');
  return bytes;
}

/** Printable ASCII inside a JSON string: only `"` and `\\` need a backslash. */
function quoted(code: Uint8Array): Uint8Array {
  if (isCodeFaulty(code)) throw new Halt('code.rule');
  const room = new Uint8Array(2 * code.length);
  let at = 0;
  for (const octet of code) {
    if (octet === 0x22 || octet === 0x5c) room[at++] = 0x5c;
    room[at++] = octet;
  }
  return room.subarray(0, at);
}
