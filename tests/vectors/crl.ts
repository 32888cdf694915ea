import { fromBase64 } from '@kaika/bytes/base64';
import { parseCertificate } from '@kaika/pki/certificate';
import { parseCrl } from '@kaika/pki/crl';
import { indexCrl } from '@kaika/pki/crl-index';
import { verifyCrl } from '@kaika/pki/crl-verify';
import { PkiError } from '@kaika/pki/error';
import { readVectors } from './folder.ts';
import { type Outcome, type Score, scoreOf } from './score.ts';

type Case = {
  readonly id: string;
  readonly expected: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly verifyTime: number;
  readonly maxAgeSeconds: number;
  readonly crl: string;
  readonly issuer: string;
  readonly issuer2: string | null;
  readonly cert: string;
};

/** BoringSSL's CRL cases. */
export function scoreCrl(folder: string): readonly Score[] {
  return [scoreOf('BoringSSL CRL', readVectors<readonly Case[]>(folder, 'crl.json').map(judge))];
}

/** Good read as anything else is a false reject; anything else read as good, or revoked not seen, a false accept. */
function judge(one: Case): Outcome {
  const status = statusOf(one);
  if (status === one.expected) return { id: one.id, expected: true, actual: true };
  const lenient = status === 'GOOD' || one.expected === 'REVOKED';
  return { id: `${one.id}: ${status} for ${one.expected}`, expected: !lenient, actual: lenient };
}

function statusOf(one: Case): Case['expected'] {
  try {
    const verdict = verifyCrl(indexCrl(parseCrl(fromBase64(one.crl))), {
      certificate: parseCertificate(fromBase64(one.cert)),
      signers: [one.issuer, one.issuer2].flatMap((der) =>
        der === null ? [] : [parseCertificate(fromBase64(der))],
      ),
      now: new Date(one.verifyTime * 1000),
      maxAgeSeconds: one.maxAgeSeconds,
      legacyAlgorithms: true,
    });
    return verdict.status === 'good' ? 'GOOD' : 'REVOKED';
  } catch (error) {
    if (error instanceof PkiError) return 'UNKNOWN';
    throw error;
  }
}
