import { readdirSync } from 'node:fs';
import { bitString, oid, sequence } from '@kaika/bytes/der';
import { fromHex } from '@kaika/bytes/hex';
import { type SignatureAlgorithm, signatureAlgorithm, verifySignature } from '@kaika/pki/algorithm';
import { PkiError } from '@kaika/pki/error';
import { COORDINATE_LENGTH, describeKey } from '@kaika/pki/key';
import { ecdsaFromDer, ecdsaToDer } from '@kaika/pki/signature';
import { readVectors } from './folder.ts';
import { type Outcome, type Score, scoreOf } from './score.ts';

type Test = {
  readonly tcId: number;
  readonly comment: string;
  readonly msg: string;
  readonly ctx?: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
};
type Group = {
  readonly type: string;
  readonly sha?: string;
  readonly mgfSha?: string;
  readonly sLen?: number;
  readonly publicKeyDer?: string;
  readonly keyDer?: string;
  readonly publicKey?: unknown;
  readonly tests: readonly Test[];
};
type File = { readonly algorithm: string; readonly testGroups: readonly Group[] };

const HASHES = new Map([
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
] as const);
const ML_DSA_65 = '2.16.840.1.101.3.4.3.18';

/** Signature cases for every algorithm this project has; "acceptable" ones, right either way, are left out. */
export function scoreWycheproof(folder: string): readonly Score[] {
  const byFamily = new Map<string, Outcome[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('_test.json'))) {
    const { algorithm, testGroups } = readVectors<File>(folder, file);
    const outcomes = byFamily.get(algorithm) ?? [];
    for (const group of testGroups) outcomes.push(...judgeGroup(file, group));
    byFamily.set(algorithm, outcomes);
  }
  return [...byFamily].map(([family, outcomes]) => scoreOf(`Wycheproof ${family}`, outcomes));
}

function judgeGroup(file: string, group: Group): readonly Outcome[] {
  const algorithm = algorithmOf(group);
  const spki = keyOf(group);
  if (!algorithm || !isOffered(spki)) return [];
  return group.tests
    .filter((test) => test.result !== 'acceptable' && !test.ctx)
    .map((test) => ({
      id: `${file} ${test.tcId} ${test.comment}`,
      expected: test.result === 'valid',
      actual: verifies(group, algorithm, spki, test),
    }));
}

function algorithmOf({ type, sha, mgfSha, sLen }: Group): SignatureAlgorithm | undefined {
  if (type === 'MlDsaVerify') return signatureAlgorithm('ml-dsa-65');
  const hash = HASHES.get(sha as 'SHA-256');
  if (type.startsWith('Ecdsa')) return hash && signatureAlgorithm(`ecdsa-${hash}`);
  if (type.startsWith('RsassaPkcs1')) return hash && signatureAlgorithm(`rsa-${hash}`);
  if (type === 'EddsaVerify') return signatureAlgorithm('ed25519');
  if (!hash || hash === 'sha1' || mgfSha !== sha || sLen === undefined) return undefined;
  return { ...signatureAlgorithm(`rsa-pss-${hash}`), saltLength: sLen };
}

function keyOf({ publicKeyDer, keyDer, publicKey }: Group): Uint8Array {
  const der = publicKeyDer ?? keyDer;
  if (der) return fromHex(der);
  return sequence(sequence(oid(ML_DSA_65)), bitString(fromHex(String(publicKey))));
}

/** Kinds of key this project does not have (Ed448) are no case of its own. */
function isOffered(spki: Uint8Array): boolean {
  try {
    describeKey(spki);
    return true;
  } catch (error) {
    return !(error instanceof PkiError && error.code === 'key.unsupported');
  }
}

/** ECDSA signatures go through this project's own conversions too, there and back. */
function verifies(group: Group, algorithm: SignatureAlgorithm, spki: Uint8Array, test: Test): boolean {
  try {
    return verifySignature(algorithm, spki, fromHex(test.msg), signatureOf(group, spki, fromHex(test.sig)));
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

function signatureOf({ type }: Group, spki: Uint8Array, given: Uint8Array): Uint8Array {
  if (!type.startsWith('Ecdsa')) return given;
  const key = describeKey(spki);
  const length = key.type === 'ec' ? COORDINATE_LENGTH[key.curve] : 0;
  return ecdsaToDer(type === 'EcdsaP1363Verify' ? given : ecdsaFromDer(given, length), length);
}
