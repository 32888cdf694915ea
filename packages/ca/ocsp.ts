import { equal } from '@kaika/bytes/bytes';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { type Certificate, isSignedBy } from '@kaika/pki/certificate';
import type { CertId } from '@kaika/pki/ocsp';
import {
  assembleOcspResponse,
  type CertStatus,
  encodeOcspResponseData,
  type OcspAnswer,
} from '@kaika/pki/ocsp-response';
import { extKeyUsageOf, PURPOSE } from '@kaika/pki/usage';
import { CaError } from './error.ts';
import type { Issuer } from './issuer.ts';
import type { Signer } from './signer.ts';
import { type CertificateStatus, isHeld, publishedStatus } from './status.ts';

/** Who answers for one issuer's key: made by `responderOf`. */
export type OcspResponder = {
  readonly issuer: Issuer;
  readonly signer: Signer;
  readonly certificate: Certificate;
};

/**
 * What is asked and known. `id` is echoed as it was asked. `status`: undefined for a serial number of this issuer that
 * nobody recorded, which is answered `unknown`.
 */
export type OcspFinding = {
  readonly id: Pick<CertId, 'der'>;
  readonly status: CertificateStatus | undefined;
};

/** An answer with what HTTP may say about it: RFC 5019 §6.2. `maxAgeSeconds` is 0 for an answer with a nonce. */
export type SignedOcspAnswer = {
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly maxAgeSeconds: number;
};

/** Longest time an answer may be believed, by what it says. A hold can be released at any moment. */
export const heldSeconds = 60;
export const settledSeconds = 3600;
/** Nonces of these lengths are echoed, in octets (RFC 9654 §2.1). */
export const shortestNonce = 16;
export const longestNonce = 32;
/** Longest time a cache may keep any answer. */
export const cacheSeconds = 60;

/**
 * A responder of a delegated signer.
 * @throws CaError `ocsp.signer` when the certificate is not the issuer's, not for OCSP, or not of this key
 */
export function responderOf(issuer: Issuer, certificate: Certificate, signer: Signer): OcspResponder {
  const delegated =
    equal(certificate.spki, signer.publicKey) &&
    equal(certificate.issuer, issuer.name) &&
    extKeyUsageOf(certificate)?.has(PURPOSE.ocspSigning) === true &&
    isSignedBy(certificate, issuer.publicKey);
  if (!delegated)
    throw new CaError('ocsp.signer', { certificate: certificate.serialNumber, field: 'certificate' });
  return { issuer, signer, certificate };
}

/** The status an answer bears, by the mapping table in `status.ts`. */
export function certStatusOf(status: CertificateStatus | undefined): CertStatus {
  if (!status) return { status: 'unknown' };
  const published = publishedStatus(status);
  if (!published.revoked) return { status: 'good' };
  return { status: 'revoked', revokedAt: published.at, reason: published.reason };
}

/** The nonce to be echoed (RFC 9654): one of 16 to 32 octets; shorter and longer ones are legal and passed over. */
export function echoedNonce(nonce: Uint8Array | undefined): Uint8Array | undefined {
  return nonce && nonce.length >= shortestNonce && nonce.length <= longestNonce ? nonce : undefined;
}

/**
 * Answers (RFC 6960 §4.2) as of now. nextUpdate is the earliest any of the findings allows, and never past the end of
 * the signer's certificate. The signature is not checked: whoever asked does, and asks again; it lives for a minute or an hour.
 * @param nonce as it came in the request; see `echoedNonce`.
 * @throws CaError `ocsp.expired` when the signer's certificate is not valid now
 */
export async function answerOcsp(
  responder: OcspResponder,
  findings: readonly OcspFinding[],
  asked: { readonly now: Date; readonly nonce?: Uint8Array | undefined },
): Promise<SignedOcspAnswer> {
  const { signer, certificate } = responder;
  const nonce = echoedNonce(asked.nonce);
  const thisUpdate = new Date(Math.floor(asked.now.getTime() / 1000) * 1000);
  const nextUpdate = nextUpdateOf(responder, findings, thisUpdate);
  const data = encodeOcspResponseData({
    responderKeyHash: signer.keyId,
    producedAt: thisUpdate,
    answers: findings.map(
      ({ id, status }): OcspAnswer => ({ id, status: certStatusOf(status), thisUpdate, nextUpdate }),
    ),
    nonce,
    // Numbers drafted and never signed are called revoked (RFC 6960 §4.4.8).
    extendedRevoke: findings.some(({ status }) => status?.state === 'drafted-unsigned'),
  });
  const signature = await signer.sign(data);
  const algorithm = signatureAlgorithm(signer.algorithm);
  const der = assembleOcspResponse(data, { algorithm, signature }, [certificate.der]);
  const lifeSeconds = Math.floor((nextUpdate.getTime() - asked.now.getTime()) / 1000);
  return {
    der,
    thisUpdate,
    nextUpdate,
    maxAgeSeconds: nonce ? 0 : Math.max(0, Math.min(cacheSeconds, lifeSeconds)),
  };
}

function nextUpdateOf(responder: OcspResponder, findings: readonly OcspFinding[], thisUpdate: Date): Date {
  const { notBefore, notAfter, serialNumber } = responder.certificate;
  if (thisUpdate < notBefore || thisUpdate >= notAfter) {
    throw new CaError('ocsp.expired', { certificate: serialNumber, field: 'validity' });
  }
  const settled = findings.every(({ status }) => status && !isHeld(status));
  const seconds = settled ? settledSeconds : heldSeconds;
  return new Date(Math.min(thisUpdate.getTime() + seconds * 1000, notAfter.getTime()));
}
