import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { validateCardPath } from '@kaika/pki/path';
import type { PathRefusal, PathRefusalCode } from '@kaika/pki/path-refusal';
import { PURPOSE } from '@kaika/pki/usage';
import { TokenError, type TokenErrorCode, type TokenErrorReason } from './error.ts';

/** Whose certificates are accepted for what: data, so that another authority is a line of configuration. */
export type Trust = {
  /** Root certificates, DER. */
  readonly roots: readonly Uint8Array[];
  /** Certificates of issuing authorities that may stand between, DER; nothing is trusted about them. */
  readonly intermediates: readonly Uint8Array[];
  /** Certificate policies that stand for authentication, dotted; one of them must hold along the whole path. */
  readonly policies: readonly string[];
};

/**
 * Finds and validates a path: DER, from the certificate to the root. Throws TokenError `certificate.not-trusted`,
 * `certificate.wrong-use`, `certificate.expired`, `certificate.not-yet-valid`, `login.token-bad`.
 */
export type FindPath = (certificate: Certificate, trust: Trust, at: Date) => Promise<readonly Uint8Array[]>;

/** RFC 5280 §6 whole, with the authentication policies strictly: the validator used where none is handed in. */
export const checkPath: FindPath = async (certificate, trust, at) => {
  const found = await validateCardPath({
    certificate,
    anchors: trust.roots.map(parseCertificate),
    intermediates: trust.intermediates.map(parseCertificate),
    policies: trust.policies,
    at,
    keyUsage: ['digitalSignature'],
    purpose: PURPOSE.clientAuth,
  });
  if (!found.valid) throw refusalOf(found.refusal, certificate);
  return [...found.path, found.anchor].map(({ der }) => der);
};

/** What a holder can do something about is said of their own certificate; an authority's fault is none of theirs. */
function refusalOf({ code, certificate }: PathRefusal, own: Certificate): TokenError {
  const [said, reason] = (certificate.der === own.der ? ownFaults[code] : undefined) ?? [
    'certificate.not-trusted',
    'path',
  ];
  return new TokenError(said, reason);
}

const ownFaults: { readonly [Code in PathRefusalCode]?: readonly [TokenErrorCode, TokenErrorReason] } = {
  'path.expired': ['certificate.expired', 'validity'],
  'path.not-yet-valid': ['certificate.not-yet-valid', 'validity'],
  'path.key-usage': ['certificate.wrong-use', 'key-usage'],
  'path.extended-key-usage': ['certificate.wrong-use', 'extended-key-usage'],
  'path.policy': ['certificate.wrong-use', 'policy'],
  'path.malformed': ['login.token-bad', 'certificate'],
  'path.weak-key': ['login.token-bad', 'key'],
};
