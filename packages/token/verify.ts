import type { KeyObject } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { publicKey } from '@kaika/pki/key';
import { recent } from '@kaika/pki/recent';
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
  const { certificate, key } = readBearer(unverifiedCertificate);
  checkSignature({ algorithm, signature: decode(signature) }, key, check);
  return verifyCertificate(certificate, check);
}

/** The same decision without a signature: what can be known before the PIN is asked. Throws TokenError. */
export async function verifyCertificate(
  certificate: Certificate,
  check: CertificateCheck,
): Promise<Verified> {
  const { trust, at, findStatus, findPath = checkPath } = check;
  if (fitting.get(certificate) !== trust.policies) {
    admitPki(() => checkPurpose(certificate, trust.policies));
    fitting.set(certificate, trust.policies);
  }
  const path = await findPath(certificate, trust, at);
  return { certificate, path, statusSource: await findStatus(path, at) };
}

/** Certificates found to be made for authentication, and by which policies. */
const fitting = new WeakMap<Certificate, readonly string[]>();

/** Reads a certificate from outside (DER). Throws TokenError `login.token-bad`. */
export function readCertificate(der: Uint8Array): Certificate {
  return admitPki(() => parseCertificate(der));
}

type Bearer = { readonly certificate: Certificate; readonly key: KeyObject };

/** Certificates as they came, in base64, with what was read from them: people come back. Nothing is believed of them yet. */
const bearers = recent<Bearer>(1024);
const longestKept = 4096;

function readBearer(unverifiedCertificate: string): Bearer {
  const known = bearers.get(unverifiedCertificate);
  if (known) return known;
  const certificate = readCertificate(decode(unverifiedCertificate));
  const bearer = { certificate, key: readKey(certificate) };
  if (unverifiedCertificate.length <= longestKept) bearers.set(unverifiedCertificate, bearer);
  return bearer;
}

function readKey(certificate: Certificate): KeyObject {
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
