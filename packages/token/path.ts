import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { type CardPathValidator, cardPathValidator } from '@kaika/pki/path-kind';
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

/**
 * RFC 5280 §6 whole, with the authentication policies strictly: the validator used where none is handed in. What it found for a
 * trust and a certificate is kept with these: a trust is never changed, only replaced.
 */
export const checkPath: FindPath = async (certificate, trust, at) => {
  const judge = judgeOf(trust);
  const known = judge.paths.get(certificate);
  if (known && at >= known.from && at <= known.to) return known.path;
  const found = await judge.validate(certificate, at);
  if (!found.valid) throw refusalOf(found.refusal, certificate);
  const all = [...found.path, found.anchor];
  const path = all.map(({ der }) => der);
  judge.paths.set(certificate, {
    path,
    from: new Date(Math.max(...all.map(({ notBefore }) => notBefore.getTime()))),
    to: new Date(Math.min(...all.map(({ notAfter }) => notAfter.getTime()))),
  });
  return path;
};

type KnownPath = { readonly path: readonly Uint8Array[]; readonly from: Date; readonly to: Date };
type Judge = {
  readonly validate: CardPathValidator;
  readonly paths: WeakMap<Certificate, KnownPath>;
};

const judges = new WeakMap<Trust, Judge>();

function judgeOf(trust: Trust): Judge {
  const known = judges.get(trust);
  if (known) return known;
  const validate = cardPathValidator({
    anchors: trust.roots.map(parseCertificate),
    intermediates: trust.intermediates.map(parseCertificate),
    policies: trust.policies,
    keyUsage: ['digitalSignature'],
    purpose: PURPOSE.clientAuth,
  });
  const judge = { validate, paths: new WeakMap<Certificate, KnownPath>() };
  judges.set(trust, judge);
  return judge;
}

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
