import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cursorAt, enterSequence, readElement } from '@kaika/bytes/cursor';
import { sequenceOf } from '@kaika/bytes/der';
import { arcOf, exampleArc } from '@kaika/ca/arc';
import type { Issuer } from '@kaika/ca/issuer';
import { lintTbsCertificate } from '@kaika/ca/lint';
import { type Profile, profilesOf } from '@kaika/ca/profile';
import { authorityKeys } from '@kaika/ca/profile-limit';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { basicConstraintsOf } from '@kaika/pki/constraint';
import { PkiError } from '@kaika/pki/error';
import { ATTRIBUTE, type AttributeLabel } from '@kaika/pki/name';
import { decodePem } from '@kaika/pki/pem';
import { certificatePoliciesOf } from '@kaika/pki/policy';
import { extKeyUsageOf, keyUsageOf } from '@kaika/pki/usage';
import { readVectors } from './folder.ts';
import { type Score, scoreOf } from './score.ts';
import { zlintFindings } from './zlint-finding.ts';

type Expectation = {
  readonly lint: string;
  readonly input: string;
  readonly expected: 'Pass' | 'Error' | 'Warn' | 'Notice' | 'NA' | 'NE';
};

/**
 * zlint's expectations for the lints of which this linter has the same rule: whether it finds a fault where zlint does, and none where
 * zlint passes. Inputs a lint does not apply to (by kind or by date, which this linter does not tell apart) are no case, nor is
 * an input that is made in zlint's own code.
 */
export function scoreZlint(folder: string): readonly Score[] {
  const known = new Map<string, readonly string[]>();
  const found = (input: string) => {
    const findings = known.get(input) ?? findingsOf(readFileSync(join(folder, 'testdata', input), 'utf8'));
    known.set(input, findings);
    return findings;
  };
  const cases = readVectors<readonly Expectation[]>(folder, 'expected.json').filter(
    ({ lint, input, expected }) =>
      lint in zlintFindings && expected !== 'NA' && expected !== 'NE' && !unreadable.has(input),
  );
  const outcomes = cases.map(({ lint, input, expected }) => ({
    id: `${lint} ${input}`,
    expected: expected === 'Pass',
    actual: !found(input).some((finding) => finding === 'refused' || isOf(lint, finding)),
  }));
  const lints = new Set(cases.map(({ lint }) => lint)).size;
  return [scoreOf(`zlint, ${lints} lints of ours`, outcomes)];
}

function isOf(lint: string, finding: string): boolean {
  return zlintFindings[lint]?.some((prefix) => finding.startsWith(prefix)) ?? false;
}

/** Their Extensions are an empty SEQUENCE, which RFC 5280 §4.1 forbids and Go reads: refused here, whatever else they are about. */
const unreadable: ReadonlySet<string> = new Set(['certVersion3NoExtensions.pem', 'ecc256_post_br_1_7_1.pem']);

/** `code field` of each finding; `refused` where the certificate cannot be read at all. */
function findingsOf(pem: string): readonly string[] {
  const certificate = attempt(() => parseCertificate(decodePem('CERTIFICATE', pem)));
  if (!certificate) return ['refused'];
  const whole = {
    ...certificate,
    issuer: withoutEmptySets(certificate.issuer),
    subject: withoutEmptySets(certificate.subject),
  };
  const place = { profile: nearestProfile(whole), issuer: issuerOf(whole) };
  const context = { now: whole.notBefore, isDuplicate: () => false };
  return lintTbsCertificate(whole, place, context).map(({ code, field }) => `${code} ${field}`);
}

/**
 * Some of zlint's inputs end their names in an RDN of no attributes, which RFC 5280 forbids and Go reads. It is taken off, so that the
 * rule the input is about is reached.
 */
function withoutEmptySets(name: Uint8Array): Uint8Array {
  const rdns = enterSequence(cursorAt(name));
  const kept: Uint8Array[] = [];
  while (rdns.at < rdns.end) {
    const rdn = readElement(rdns, 0x31);
    if (rdn.length > 2) kept.push(rdn);
  }
  return sequenceOf(kept);
}

const base = profilesOf(arcOf(exampleArc)).authentication;
const labels = Object.keys(ATTRIBUTE) as AttributeLabel[]; // the table's own keys

/** A profile that wants just what the certificate says, as far as any profile could. */
function nearestProfile(certificate: Certificate): Profile {
  const constraints = attempt(() => basicConstraintsOf(certificate));
  const authority = constraints?.ca ?? false;
  const usage = [...(attempt(() => keyUsageOf(certificate)) ?? [])].filter(
    (one) => authority || (one !== 'keyCertSign' && one !== 'cRLSign'),
  );
  const { pathLength: _, ...rest } = base;
  return {
    ...rest,
    ...(constraints?.pathLength === undefined ? {} : { pathLength: constraints.pathLength }),
    authority,
    longestDays: Number.MAX_SAFE_INTEGER,
    keys: [...authorityKeys, 'p521'],
    usage: { rsa: usage, other: usage },
    extendedUsage: [...(attempt(() => extKeyUsageOf(certificate)) ?? [])],
    policies: (attempt(() => certificatePoliciesOf(certificate)) ?? []).map(({ oid }) => oid),
    subject: { required: [], allowed: labels },
    mail: true,
    organisation: certificate.extensions.has('2.5.29.9'),
  };
}

function issuerOf(certificate: Certificate): Issuer {
  const place = 'http://authority.example/';
  return {
    profile: 'issuing-cards',
    name: certificate.issuer,
    publicKey: certificate.spki,
    keyId: new Uint8Array(20),
    algorithm: 'ecdsa-sha256',
    addresses: { caIssuers: place, ocsp: place, crlFolder: place, cps: place },
    shards: 0,
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}
