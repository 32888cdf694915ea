import { equal } from '@kaika/bytes/bytes';
import { type Certificate, isSignedBy, parseCertificate } from './certificate.ts';
import { PkiError } from './error.ts';
import { unknownCritical } from './extension.ts';
import { keyIdentifier } from './key.ts';
import { sameName } from './name.ts';
import { isCertIdOf, OCSP } from './ocsp.ts';
import { nonceOf } from './ocsp-request.ts';
import {
  type CertStatus,
  type OcspBasicResponse,
  type OcspResponse,
  type OcspSingle,
  parseOcspResponse,
} from './ocsp-response.ts';
import { recent } from './recent.ts';
import { refuseLegacy, verifySigned } from './signed.ts';
import { extKeyUsageOf, keyUsageOf, PURPOSE } from './usage.ts';

/**
 * What an answer is checked against. `certificate` was issued by `issuer`, which the caller trusts.
 * `maxAgeSeconds`: how old thisUpdate may be, whatever nextUpdate says. `nonce`: the one that was sent; the answer must
 * then bear it. `skewSeconds`: how far the responder's clock may be ahead (60). `legacyAlgorithms` admits SHA-1.
 */
export type OcspQuestion = {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly now: Date;
  readonly maxAgeSeconds?: number;
  readonly skewSeconds?: number;
  readonly nonce?: Uint8Array;
  readonly legacyAlgorithms?: boolean;
};

/** `delegate`: the responder's own certificate where the issuer did not sign itself; see `hasOcspNocheck`. */
export type OcspVerdict = CertStatus & {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly producedAt: Date;
  readonly delegate: Certificate | undefined;
};

const KNOWN: ReadonlySet<string> = new Set([OCSP.nonce, OCSP.extendedRevoke]);
const KNOWN_SINGLE: ReadonlySet<string> = new Set([
  OCSP.crlReference,
  OCSP.archiveCutoff,
  OCSP.signedTimestamps,
]);
const SEVERITY = { good: 0, unknown: 1, revoked: 2 } as const;

/**
 * The status of a certificate by an OCSP answer (DER), RFC 6960 §3.2 and §4.2.2. Where several answers name the
 * certificate the gravest counts. Throws `ocsp.malformed`, `ocsp.not-successful` (about the status), `ocsp.signer`,
 * `ocsp.signature`, `ocsp.no-match`, `ocsp.not-yet-valid`, `ocsp.stale`, `ocsp.nonce`, `ocsp.critical` (about the OID),
 * `algorithm.legacy`.
 */
export function verifyOcspResponse(response: Uint8Array | OcspResponse, question: OcspQuestion): OcspVerdict {
  const parsed = response instanceof Uint8Array ? parseOcspResponse(response) : response;
  if (parsed.status !== 'successful') throw new PkiError('ocsp.not-successful', { about: parsed.status });
  const { basic } = parsed;
  const delegate = checkSigner(basic, question);
  checkCritical(basic);
  checkNonce(basic, question);
  const single = pickSingle(basic, question);
  checkTimes(basic, single, question);
  const { id: _, extensions: __, ...status } = single;
  return { ...status, producedAt: basic.producedAt, delegate };
}

/** The signer is the issuer itself, or holds a certificate of the issuer for OCSP signing (RFC 6960 §4.2.2.2). */
function checkSigner(basic: OcspBasicResponse, question: OcspQuestion): Certificate | undefined {
  const { issuer } = question;
  refuseLegacy(basic, question.legacyAlgorithms);
  const own = isResponder(basic, issuer);
  if (own && verifySigned(basic, issuer.spki)) return undefined;
  const delegates = basic.certificates.map(readDelegate).filter((one) => isResponder(basic, one));
  if (!own && delegates.length === 0) throw new PkiError('ocsp.signer');
  for (const delegate of delegates) {
    if (!isDelegate(delegate, question)) continue;
    if (verifySigned(basic, delegate.spki)) return delegate;
    throw new PkiError('ocsp.signature');
  }
  throw new PkiError(own ? 'ocsp.signature' : 'ocsp.signer');
}

function isResponder({ responder }: OcspBasicResponse, candidate: Certificate): boolean {
  if ('name' in responder) return sameName(responder.name, candidate.subject);
  return equal(responder.keyHash, keyIdentifier(candidate.spki));
}

/** Responders send their certificate along with every answer. */
function readDelegate(der: Uint8Array): Certificate {
  const octets = Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1');
  const known = read.get(octets);
  if (known) return known;
  // A copy: the answer it came in need not stay for it.
  const delegate = parseCertificate(der.slice());
  if (der.length <= LONGEST_KEPT) read.set(octets, delegate);
  return delegate;
}

const read = recent<Certificate>(32);
const LONGEST_KEPT = 8192;

function isDelegate(delegate: Certificate, { issuer, now, legacyAlgorithms }: OcspQuestion): boolean {
  if (now < delegate.notBefore || now > delegate.notAfter) return false;
  refuseLegacy(delegate, legacyAlgorithms);
  const known = delegations.get(delegate);
  if (known?.issuer === issuer) return known.granted;
  const granted = isGranted(delegate, issuer);
  delegations.set(delegate, { issuer, granted });
  return granted;
}

/** Whether an issuer last asked about made somebody its responder: that depends on the two certificates alone. */
const delegations = new WeakMap<Certificate, { readonly issuer: Certificate; readonly granted: boolean }>();

function isGranted(delegate: Certificate, issuer: Certificate): boolean {
  if (!sameName(delegate.issuer, issuer.subject)) return false;
  if (!extKeyUsageOf(delegate)?.has(PURPOSE.ocspSigning)) return false;
  const usage = keyUsageOf(delegate);
  if (usage && !usage.has('digitalSignature') && !usage.has('nonRepudiation')) return false;
  return isSignedBy(delegate, issuer.spki);
}

function checkCritical(basic: OcspBasicResponse): void {
  const [unknown] = unknownCritical(basic, KNOWN);
  if (unknown) throw new PkiError('ocsp.critical', { about: unknown });
}

function checkNonce(basic: OcspBasicResponse, { nonce }: OcspQuestion): void {
  if (!nonce) return;
  const answered = nonceOf(basic);
  if (!answered || !equal(answered, nonce)) throw new PkiError('ocsp.nonce');
}

function pickSingle(basic: OcspBasicResponse, { certificate, issuer }: OcspQuestion): OcspSingle {
  const asked = { name: certificate.issuer, spki: issuer.spki };
  let found: OcspSingle | undefined;
  for (const single of basic.singles) {
    if (!isCertIdOf(single.id, asked, certificate.serial)) continue;
    const [unknown] = unknownCritical(single, KNOWN_SINGLE);
    if (unknown) throw new PkiError('ocsp.critical', { about: unknown });
    if (!found || SEVERITY[single.status] > SEVERITY[found.status]) found = single;
  }
  if (!found) throw new PkiError('ocsp.no-match');
  return found;
}

function checkTimes({ producedAt }: OcspBasicResponse, single: OcspSingle, question: OcspQuestion): void {
  const { now, issuer, maxAgeSeconds, skewSeconds = 60 } = question;
  const latest = now.getTime() + skewSeconds * 1000;
  if (single.thisUpdate.getTime() > latest || producedAt.getTime() > latest)
    throw new PkiError('ocsp.not-yet-valid');
  if (producedAt < issuer.notBefore || producedAt > issuer.notAfter)
    throw new PkiError('ocsp.stale', { about: 'producedAt' });
  if (single.nextUpdate && single.nextUpdate < now) throw new PkiError('ocsp.stale', { about: 'nextUpdate' });
  if (maxAgeSeconds === undefined) return;
  if (now.getTime() - single.thisUpdate.getTime() > maxAgeSeconds * 1000) {
    throw new PkiError('ocsp.stale', { about: 'thisUpdate' });
  }
}
