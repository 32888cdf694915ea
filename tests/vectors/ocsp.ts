import { fromBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { readVectors } from './folder.ts';
import { type Outcome, type Score, scoreOf } from './score.ts';

type Case = {
  readonly id: string;
  readonly revocationStatus: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly verifyTime: number;
  readonly maxAgeSeconds: number;
  readonly response: string;
  readonly issuer: string;
  readonly cert: string;
  readonly request: string;
};

/** BoringSSL's OCSP cases: the status of each answer, and the request each client must make. */
export function scoreOcsp(folder: string): readonly Score[] {
  const cases = readVectors<readonly Case[]>(folder, 'ocsp.json');
  return [
    scoreOf('BoringSSL OCSP answers', cases.map(judge)),
    scoreOf('BoringSSL OCSP requests', cases.map(writeRequest)),
  ];
}

/** Good read as anything else is a false reject; anything else read as good, or revoked not seen, a false accept. */
function judge(one: Case): Outcome {
  const status = statusOf(one);
  if (status === one.revocationStatus) return { id: one.id, expected: true, actual: true };
  const lenient = status === 'GOOD' || one.revocationStatus === 'REVOKED';
  return { id: `${one.id}: ${status} for ${one.revocationStatus}`, expected: !lenient, actual: lenient };
}

function statusOf(one: Case): Case['revocationStatus'] {
  try {
    const verdict = verifyOcspResponse(fromBase64(one.response), {
      certificate: parseCertificate(fromBase64(one.cert)),
      issuer: parseCertificate(fromBase64(one.issuer)),
      now: new Date(one.verifyTime * 1000),
      maxAgeSeconds: one.maxAgeSeconds,
      legacyAlgorithms: true,
    });
    return verdict.status === 'good' ? 'GOOD' : verdict.status === 'revoked' ? 'REVOKED' : 'UNKNOWN';
  } catch (error) {
    if (error instanceof PkiError) return 'UNKNOWN';
    throw error;
  }
}

function writeRequest(one: Case): Outcome {
  const certificate = parseCertificate(fromBase64(one.cert));
  const issuer = parseCertificate(fromBase64(one.issuer));
  const id = certIdFor({ name: certificate.issuer, spki: issuer.spki }, certificate.serial);
  return { id: one.id, expected: true, actual: equal(encodeOcspRequest([id]), fromBase64(one.request)) };
}
