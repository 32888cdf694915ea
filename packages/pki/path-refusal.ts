import { BytesError } from '@kaika/bytes/error';
import type { Certificate } from './certificate.ts';
import { PkiError } from './error.ts';
import type { Reason } from './reason.ts';

export type PathRefusalCode =
  /** Nobody known issued it, or none of its issuers leads to an anchor. */
  | 'path.no-issuer'
  /** Candidates were given up after a bounded number of attempts. */
  | 'path.too-many'
  | 'path.signature'
  | 'path.algorithm'
  | 'path.weak-key'
  | 'path.malformed'
  | 'path.not-yet-valid'
  | 'path.expired'
  | 'path.not-authority'
  | 'path.too-long'
  | 'path.key-usage'
  | 'path.extended-key-usage'
  | 'path.critical-extension'
  | 'path.name-constraint'
  | 'path.policy'
  | 'path.policy-mapping'
  | 'path.revoked'
  | 'path.on-hold'
  | 'path.status-unknown';

/**
 * Why a path was refused. `certificate` caused it; `about` names the part: an extension's OID, a name's kind, or the
 * code of the error underneath. `revokedAt` and `reason` come with `path.revoked` and `path.on-hold`.
 */
export type PathRefusal = {
  readonly code: PathRefusalCode;
  readonly certificate: Certificate;
  readonly about?: string | undefined;
  readonly revokedAt?: Date;
  readonly reason?: Reason | undefined;
};

/** A refusal without details of revocation. */
export function refuse(code: PathRefusalCode, certificate: Certificate, about?: string): PathRefusal {
  return { code, certificate, about };
}

/** Runs a check; an extension or name of the certificate that cannot be read refuses it. */
export function readable<T>(certificate: Certificate, check: () => T): T | PathRefusal {
  try {
    return check();
  } catch (error) {
    return malformed(certificate, error);
  }
}

/** `path.malformed` for what this package's parsers throw; anything else is a defect and goes on. */
export function malformed(certificate: Certificate, error: unknown): PathRefusal {
  if (error instanceof PkiError) return refuse('path.malformed', certificate, error.about ?? error.code);
  if (error instanceof BytesError) return refuse('path.malformed', certificate, error.code);
  throw error;
}
