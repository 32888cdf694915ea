import { createHash } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { fromBase64url, toBase64url } from '@kaika/bytes/base64url';
import { fromText } from '@kaika/bytes/bytes';
import { toHex } from '@kaika/bytes/hex';
import type { Signer } from '@kaika/ca/signer';
import { ecdsaFromDer } from '@kaika/pki/signature';

/** Who signs: the key, and its certificates (DER), the signer's first (RFC 7515 §4.1.6). */
export type JwsSigner = { readonly signer: Signer; readonly chain: readonly Uint8Array[] };

/**
 * A compact JWS over JSON claims (RFC 7515 §7.1): ES256, `x5c` with the chain.
 * @param type the header's `typ`
 */
export async function signJws(type: string, claims: object, { signer, chain }: JwsSigner): Promise<string> {
  if (signer.algorithm !== 'ecdsa-sha256') throw new TypeError('tokens are signed with ES256');
  const header = { alg: 'ES256', typ: type, x5c: chain.map(toBase64) };
  const input = `${part(header)}.${part(claims)}`;
  const signature = ecdsaFromDer(await signer.sign(fromText(input)), 32);
  return `${input}.${toBase64url(signature)}`;
}

/** The claims of a JWS this authority made itself and kept; nothing is verified. */
export function claimsOf(jws: string): unknown {
  const [, body = ''] = jws.split('.');
  return JSON.parse(new TextDecoder().decode(fromBase64url(body)));
}

/** SHA-256 of the compact JWS, hex: what a card's transcripts name a task by. */
export function hashOf(jws: string): string {
  return toHex(createHash('sha256').update(jws, 'ascii').digest());
}

function part(value: object): string {
  return toBase64url(fromText(JSON.stringify(value)));
}
