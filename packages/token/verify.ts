import { fromBase64 } from '@kaika/bytes/base64';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { publicKey } from '@kaika/pki/key';
import type { StatusSource } from '@kaika/wire/claims';
import { authToken } from '@kaika/wire/token';
import { TokenError } from './error.ts';
import { checkPath, type FindPath, type Trust } from './path.ts';
import { checkPurpose } from './purpose.ts';
import { checkSignature } from './signature.ts';

/** How the status of a path's first certificate is found. Throws TokenError `certificate.on-hold`, `.revoked`, `status.unreachable`. */
export type FindStatus = (path: readonly Uint8Array[], at: Date) => Promise<StatusSource>;

/** What a certificate has to satisfy before anybody is asked for a PIN. */
export type CertificateCheck = {
  readonly trust: Trust;
  readonly at: Date;
  readonly findStatus: FindStatus;
  readonly findPath?: FindPath;
};

export type TokenCheck = CertificateCheck & {
  /** As the page sent it; nothing about it is believed. */
  readonly token: unknown;
  /** The origin this server is reached at, `https://host[:port]` without a trailing slash; never one the page claims. */
  readonly origin: string;
  /** The nonce this server issued to this session, used up by `consumeNonce` just now. */
  readonly nonce: string;
};

export type Verified = {
  readonly certificate: Certificate;
  /** DER, from the certificate to the root. */
  readonly path: readonly Uint8Array[];
  readonly statusSource: StatusSource;
};

/**
 * Decides whether a Web eID login token proves that the holder of its certificate signed in here and now: shape,
 * signature over origin and nonce, path to a trusted root with an authentication policy, status. Throws TokenError.
 * The caller consumes the nonce first: a token that fails has used its nonce up too.
 */
export async function verifyToken(check: TokenCheck): Promise<Verified> {
  const parsed = authToken.safeParse(check.token);
  if (!parsed.success) throw new TokenError('login.token-bad', 'shape');
  const { algorithm, signature, unverifiedCertificate } = parsed.data;
  const certificate = readCertificate(decode(unverifiedCertificate));
  checkSignature({ algorithm, signature: decode(signature) }, readKey(certificate), check);
  return verifyCertificate(certificate, check);
}

/** The same decision without a signature: what can be known before the PIN is asked. Throws TokenError. */
export async function verifyCertificate(
  certificate: Certificate,
  check: CertificateCheck,
): Promise<Verified> {
  const { trust, at, findStatus, findPath = checkPath } = check;
  admitPki(() => checkPurpose(certificate, trust.policies));
  const path = await findPath(certificate, trust, at);
  return { certificate, path, statusSource: await findStatus(path, at) };
}

/** Reads a certificate from outside (DER). Throws TokenError `login.token-bad`. */
export function readCertificate(der: Uint8Array): Certificate {
  return admitPki(() => parseCertificate(der));
}

function readKey(certificate: Certificate) {
  try {
    return publicKey(certificate.spki);
  } catch (cause) {
    throw new TokenError('login.token-bad', 'key', { cause });
  }
}

/** What the paper room refuses is a certificate nobody of ours issued. */
function admitPki<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause;
    throw new TokenError('login.token-bad', 'certificate', { cause });
  }
}

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch (cause) {
    throw new TokenError('login.token-bad', 'shape', { cause });
  }
}
