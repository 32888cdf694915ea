import type { Certificate } from './certificate.ts';
import { PkiError } from './error.ts';
import { parseOcspResponse } from './ocsp-response.ts';
import { type OcspVerdict, verifyOcspResponse } from './ocsp-verify.ts';
import { isLegacy } from './path-algorithm.ts';
import type { CrlFinding } from './path-crl.ts';
import { hasOcspNocheck } from './usage.ts';

/**
 * `responses`: answers in DER, about anything. `isGood`: the status of a responder's certificate that does not say it
 * needs none.
 */
export type OcspContext = {
  readonly at: Date;
  readonly responses: readonly Uint8Array[];
  readonly maxAgeSeconds: number | undefined;
  readonly skewSeconds: number;
  readonly legacyAlgorithms: boolean;
  isGood(responder: Certificate): Promise<boolean>;
};

/**
 * The status of a certificate by OCSP answers (RFC 6960): the newest that can be trusted counts. Answers that are not
 * about it, out of date or not signed by who may are passed over.
 */
export async function statusByOcsp(
  certificate: Certificate,
  issuer: Certificate,
  context: OcspContext,
): Promise<CrlFinding> {
  const verdicts: OcspVerdict[] = [];
  for (const response of context.responses) {
    const verdict = verdictOf(response, { certificate, issuer }, context);
    if (!verdict || verdict.status === 'unknown') continue;
    if (await isTrusted(verdict, context)) verdicts.push(verdict);
  }
  const [newest] = verdicts.sort((left, right) => right.thisUpdate.getTime() - left.thisUpdate.getTime());
  if (!newest || newest.status === 'unknown') return { status: 'unknown' };
  const { thisUpdate } = newest;
  if (newest.status === 'good') return { status: 'good', thisUpdate };
  return { status: 'revoked', revokedAt: newest.revokedAt, reason: newest.reason, thisUpdate };
}

function verdictOf(
  response: Uint8Array,
  asked: { readonly certificate: Certificate; readonly issuer: Certificate },
  { at, maxAgeSeconds, skewSeconds, legacyAlgorithms }: OcspContext,
): OcspVerdict | undefined {
  try {
    const parsed = parseOcspResponse(response);
    if (parsed.status !== 'successful') return undefined;
    if (!legacyAlgorithms && isLegacy(parsed.basic.signatureAlgorithm)) return undefined;
    const bound = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
    return verifyOcspResponse(parsed, { ...asked, now: at, skewSeconds, legacyAlgorithms, ...bound });
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}

/** RFC 6960 §4.2.2.2.1: a delegate's certificate needs a status of its own unless it says otherwise. */
async function isTrusted({ delegate }: OcspVerdict, context: OcspContext): Promise<boolean> {
  return !delegate || hasOcspNocheck(delegate) || context.isGood(delegate);
}
