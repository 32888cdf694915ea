import { equal } from '@kaika/bytes/bytes';
import { enterSequence, readBoolean } from '@kaika/bytes/cursor';
import { type Certificate, isSignedBy, parseCertificate } from '@kaika/pki/certificate';
import { EXTENSION, extensionOf } from '@kaika/pki/extension';
import { TokenError } from './error.ts';

/** Whose certificates are accepted for what: data, so that another authority is a line of configuration. */
export type Trust = {
  /** Root certificates, DER. */
  readonly roots: readonly Uint8Array[];
  /** Certificates of issuing authorities that may stand between, DER. */
  readonly intermediates: readonly Uint8Array[];
  /** Certificate policies that stand for authentication, dotted; one of them must hold along the whole path. */
  readonly policies: readonly string[];
};

/**
 * Finds and validates a path: DER, from the certificate to the root. Throws TokenError `certificate.not-trusted`,
 * `certificate.expired`, `certificate.not-yet-valid`.
 */
export type FindPath = (certificate: Uint8Array, trust: Trust, at: Date) => readonly Uint8Array[];

const LONGEST = 8;

/** The validator used where none is handed in. */
export const checkPath: FindPath = (certificate, trust, at) => {
  const roots = trust.roots.map(parseCertificate);
  const issuers = [...trust.intermediates.map(parseCertificate), ...roots];
  const path = [parseCertificate(certificate)];
  while (path.length < LONGEST) {
    const last = path[path.length - 1] as Certificate;
    checkValidity(last, at);
    if (roots.some((root) => equal(root.der, last.der))) return path.map(({ der }) => der);
    const issuer = issuers.find(
      (one) => equal(one.subject, last.issuer) && isCa(one) && isSignedBy(last, one.spki),
    );
    if (!issuer) break;
    path.push(issuer);
  }
  throw new TokenError('certificate.not-trusted', 'path');
};

function isCa(certificate: Certificate): boolean {
  return (
    extensionOf(certificate, EXTENSION.basicConstraints, (value) => {
      const fields = enterSequence(value);
      return fields.at < fields.end && readBoolean(fields);
    }) ?? false
  );
}

function checkValidity(certificate: Certificate, at: Date): void {
  if (at < certificate.notBefore) throw new TokenError('certificate.not-yet-valid', 'validity');
  if (at > certificate.notAfter) throw new TokenError('certificate.expired', 'validity');
}
