import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificate } from '@kaika/pki/certificate';
import { parseSignedData } from '@kaika/pki/cms-verify';
import { parseCrl } from '@kaika/pki/crl';
import { indexCrl } from '@kaika/pki/crl-index';
import { PkiError } from '@kaika/pki/error';
import { parseOcspRequest } from '@kaika/pki/ocsp-request';
import { parseOcspResponse } from '@kaika/pki/ocsp-response';
import { isSelfSigned, parseRequest } from '@kaika/pki/request';
import { type Outcome, type Score, scoreOf } from './score.ts';

/** What must be refused: broken by design, or of a kind this project does not read (DSA, MD4, BER). All others must be read. */
const REFUSED: Readonly<Record<string, ReadonlySet<string>>> = {
  ocsp: new Set([
    ...['req-duplicate-ext.der', 'resp-successful-no-response-bytes.der', 'resp-unknown-response-status.der'],
    'resp-response-type-unknown-oid.der',
  ]),
  requests: new Set([
    ...['bad-version.pem', 'two_basic_constraints.pem', 'invalid_signature.pem', 'basic_constraints.pem'],
    ...['challenge-invalid.der', 'challenge-multi-valued.der', 'long-form-attribute.pem'],
    ...['unsupported_extension.pem', 'unsupported_extension_critical.pem'],
    ...['dsa_sha1.der', 'dsa_sha1.pem', 'rsa_md4.der', 'rsa_md4.pem'],
  ]),
  custom: new Set([
    ...['invalid_version.pem', 'two_basic_constraints.pem', 'crl_bad_version.pem', 'crl_dup_entry_ext.pem'],
    ...['crl_inval_cert_issuer_entry_ext.pem', 'crl_invalid_time.der', 'crl_unsupported_reason.pem'],
  ]),
  pkcs7: new Set(['enveloped.pem', 'amazon-roots.p7b']),
};
const NO_OBJECT = /key|README/;

type Read = (der: Uint8Array, name: string) => unknown;

/** pyca/cryptography's files: each is read, or refused with a code; anything else thrown ends the run. */
export function scoreCorpus(folder: string): readonly Score[] {
  return [
    scoreOf('pyca OCSP, read or refused', judge(folder, 'ocsp', readOcsp)),
    scoreOf('pyca requests, read or refused', judge(folder, 'requests', readRequest)),
    scoreOf('pyca certificates and CRLs', judge(folder, 'custom', readPaper)),
    scoreOf('pyca PKCS#7, read or refused', judge(folder, 'pkcs7', parseSignedData)),
  ];
}

function judge(root: string, kind: string, read: Read): readonly Outcome[] {
  const folder = join(root, kind);
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (one) => one.isFile() && !NO_OBJECT.test(one.name),
  );
  return files.map(({ name }) => ({
    id: name,
    expected: !REFUSED[kind]?.has(name),
    actual: isRead(() => read(derOf(readFileSync(join(folder, name))), name)),
  }));
}

function isRead(read: () => unknown): boolean {
  try {
    return read() !== false;
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

/** The first block of a PEM text under whatever label, or the bytes themselves. */
function derOf(file: Buffer): Uint8Array {
  const body = /-----BEGIN [A-Z0-9 ]+-----([\s\S]*?)-----END/.exec(file.toString('latin1'))?.[1];
  return new Uint8Array(body === undefined ? file : Buffer.from(body, 'base64'));
}

function readOcsp(der: Uint8Array, name: string): unknown {
  return name.includes('req') ? parseOcspRequest(der) : parseOcspResponse(der);
}

function readRequest(der: Uint8Array): boolean {
  return isSelfSigned(parseRequest(der));
}

function readPaper(der: Uint8Array, name: string): unknown {
  return /^crl_|_crl\./.test(name) ? indexCrl(parseCrl(der)) : parseCertificate(der);
}
