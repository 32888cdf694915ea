import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { BytesError } from '@kaika/bytes/error';
import { PkiError } from '@kaika/pki/error';
import { checkKey } from '@kaika/pki/key';
import { isSelfSigned, parseRequest, requestFromPem } from '@kaika/pki/request';
import { Failure } from '../failure.ts';
import { findKeyHolders } from '../store/certificate.ts';
import type { Database } from '../store/table.ts';
import { keyIdOf } from './issue.ts';

/** What is taken of a certificate request: its bytes (DER, base64) and its key; the names in it are the applicant's wish and are not read. */
export type ReadRequest = { readonly request: string; readonly spki: Uint8Array; readonly key: string };

/** Longest request read, in octets of PEM. */
export const longestRequest = 16_384;

/**
 * Reads a PKCS#10 request (PEM text, DER, or DER in base64) and checks that its signature proves the key and that the key is one
 * to certify. Throws Failure `csr.malformed`, `csr.not-proven`, `csr.key-weak`.
 */
export function readRequest(said: string | Uint8Array): ReadRequest {
  const { der, spki, proven } = parsed(said);
  if (!proven()) throw new Failure('csr.not-proven');
  return { request: toBase64(der), spki, key: keyNameOf(spki) };
}

/**
 * Throws Failure `csr.key-used` where the key was certified for anything but the same application.
 * @param number of the application it belongs to, where it has one already
 */
export async function requireOwnKey(db: Database, spki: Uint8Array, number: string | null): Promise<void> {
  const holders = (await findKeyHolders(db, keyIdOf(spki))) ?? [];
  if (holders.some(({ cardNumber }) => cardNumber !== number)) throw new Failure('csr.key-used');
}

function parsed(said: string | Uint8Array) {
  try {
    const read =
      typeof said !== 'string'
        ? parseRequest(said)
        : said.includes('-----BEGIN')
          ? requestFromPem(said)
          : parseRequest(fromBase64(said.replaceAll(/\s/g, '')));
    checked(read.spki);
    return { der: read.der, spki: read.spki, proven: () => provesItself(read) };
  } catch (cause) {
    if (cause instanceof PkiError || cause instanceof BytesError) {
      throw new Failure('csr.malformed', {}, { cause });
    }
    throw cause;
  }
}

function provesItself(request: ReturnType<typeof parseRequest>): boolean {
  try {
    return isSelfSigned(request);
  } catch (cause) {
    if (cause instanceof PkiError) return false;
    throw cause;
  }
}

const certified: readonly string[] = ['P-256', 'P-384'];

function checked(spki: Uint8Array): void {
  try {
    const key = checkKey(spki);
    const known =
      key.type === 'rsa' || key.type === 'ed25519' || (key.type === 'ec' && certified.includes(key.curve));
    if (!known) throw new Failure('csr.key-weak');
  } catch (cause) {
    if (cause instanceof PkiError) throw new Failure('csr.key-weak', {}, { cause });
    throw cause;
  }
}

/** `P-256`, `RSA-3072` …, as people read it. */
export function keyNameOf(spki: Uint8Array): string {
  const key = checkKey(spki);
  if (key.type === 'rsa') return `RSA-${key.bits}`;
  return key.type === 'ec' ? key.curve : key.type;
}
