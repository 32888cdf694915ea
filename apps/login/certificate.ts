import { createHash } from 'node:crypto';
import { cursorAt, readOid } from '@kaika/bytes/cursor';
import { BytesError } from '@kaika/bytes/error';
import { subjectDirectoryAttributesOf } from '@kaika/pki/alternative-name';
import type { Certificate } from '@kaika/pki/certificate';
import { TokenError } from '@kaika/token/error';
import {
  type CertificateCheck,
  type FindStatus,
  type TokenCheck,
  type Verified,
  verifyCertificate,
  verifyToken,
} from '@kaika/token/verify';
import type { CardStatusAnswer } from '@kaika/wire/cardstatus';
import { askCardStatus, type CardStatus, refusalOf } from './authority.ts';
import type { LoginConfig } from './config.ts';
import { LoginRefusal } from './refusal.ts';

/** A certificate that may sign in, and what the authority told of its card. Null where it could not be asked. */
export type Admitted = Verified & { readonly told: CardStatusAnswer | null };

export type Judge = {
  /** Before the PIN: everything but the signature. Throws TokenError, LoginRefusal. */
  readonly before: (certificate: Certificate) => Promise<Admitted>;
  /** With the token of `nonce`. Throws TokenError, LoginRefusal. */
  readonly after: (token: unknown, nonce: string) => Promise<Admitted>;
};

/** Attribute type of the organisation's own OID in subjectDirectoryAttributes; its value is an OBJECT IDENTIFIER. */
const ORGANISATION_ATTRIBUTE = '2.16.886.1.100.2.102';

/** Decides about certificates: path, purpose, and status by the authority and by `network` at once. */
export function openJudge(config: LoginConfig, network: FindStatus): Judge {
  const judge = async (decide: (check: CertificateCheck) => Promise<Verified>): Promise<Admitted> => {
    const heard: { card: CardStatus } = { card: 'unreachable' };
    const findStatus: FindStatus = async (path, at) => {
      const [certificate] = path;
      if (!certificate) throw new TokenError('certificate.not-trusted', 'path');
      const asked = Promise.all([askCardStatus(config, certificate), settle(network(path, at))]);
      const [card, status] = await asked;
      heard.card = card;
      if (card === 'unknown') throw new LoginRefusal({ code: 'certificate.unknown' });
      const refusal = card === 'unreachable' ? undefined : refusalOf(card);
      if (refusal) throw new LoginRefusal(refusal);
      if (!(status instanceof TokenError)) return status;
      if (status.code === 'status.unreachable' && card !== 'unreachable') return 'authority';
      throw status;
    };
    const { policies, trust: roots, intermediates } = config;
    const verified = await decide({
      trust: { roots, intermediates, policies },
      at: config.now(),
      findStatus,
    });
    return { ...verified, told: typeof heard.card === 'string' ? null : heard.card };
  };
  return {
    before: (certificate) => judge((check) => verifyCertificate(certificate, check)),
    after: (token, nonce) =>
      judge((check) =>
        verifyToken({ ...check, token, nonce, origin: config.origins.login } satisfies TokenCheck),
      ),
  };
}

/** The organisation a certificate names, dotted; undefined where it names none. */
export function organisationOid(certificate: Certificate): string | undefined {
  const found = subjectDirectoryAttributesOf(certificate)?.find(
    ({ type }) => type === ORGANISATION_ATTRIBUTE,
  );
  const [value] = found?.values ?? [];
  if (!value) return undefined;
  try {
    return readOid(cursorAt(value));
  } catch (cause) {
    if (cause instanceof BytesError) return undefined;
    throw cause;
  }
}

/** The hash relying parties know a certificate by: SHA-256 of its DER, base64url (RFC 8705 §3.1). */
export function thumbprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url');
}

async function settle<T>(promise: Promise<T>): Promise<T | TokenError> {
  try {
    return await promise;
  } catch (thrown) {
    if (thrown instanceof TokenError) return thrown;
    throw thrown;
  }
}
