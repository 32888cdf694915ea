import { createHash } from 'node:crypto';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { concat } from '@kaika/bytes/bytes';
import type { Transport } from '@kaika/card/transport';
import type { Certificate } from '@kaika/pki/certificate';
import { type AuthToken, goClaims, statusAnswer, tokenFormat } from '@kaika/wire/token';
import type { AgentRequest, AgentResult } from '@kaika/wire/window';
import { decodeJwt } from 'jose';
import { certificateIn, type Holding } from '../holding/holding.ts';
import { type Jwa, jwaOf, signAs } from './algorithm.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { Halt } from './halt.ts';
import { type Picked, withPicked } from './pick.ts';
import { withPin } from './pin.ts';

type Order = Extract<AgentRequest, { do: 'authenticate' }>;

/**
 * A login token for the origin of the page. The page's server says first whether the certificate may log in at all, so that no
 * PIN try is spent on a card that may not. Rejects with `agent.not-trusted`, `pin.blocked`, or what the server says.
 */
export async function authenticate(face: Face, order: Order, context: Context): Promise<AgentResult> {
  await obtainConsent(face, context.trust, 'authenticate');
  const token = await withPicked(face, context.cards, {
    wanted: { slot: '9a', fits: hasLogin, otherwise: 'certificate.none' },
    work: (picked) => makeToken(face, { order, picked }, context),
  });
  return { do: 'authenticate', token };
}

/**
 * What is signed: the hash of the origin, then the hash of the nonce's text, hashed again (design: the Web eID token). Hash by
 * the algorithm's last three digits.
 */
export function tokenDigest(jwa: Jwa, origin: string, nonce: string): Uint8Array {
  const digest = (data: string | Uint8Array) => createHash(jwa.hash).update(data).digest();
  return digest(concat(digest(origin), digest(nonce)));
}

/** What a token says. */
export type TokenOrder = {
  /** Of 9A. */
  readonly certificate: Certificate;
  readonly origin: string;
  readonly nonce: string;
  /** The agent's. */
  readonly version: string;
};

/** A login token; the PIN was verified just before, in the same transaction. */
export async function signToken(card: Transport, order: TokenOrder): Promise<AuthToken> {
  const { certificate, origin, nonce, version } = order;
  const jwa = jwaOf(certificate);
  const signature = await signAs(card, { slot: '9a', jwa }, tokenDigest(jwa, origin, nonce));
  return {
    unverifiedCertificate: toBase64(certificate.der),
    algorithm: jwa.name,
    signature: toBase64(signature),
    format: tokenFormat,
    appVersion: `https://kaika.example/agent/${version}`,
  };
}

async function makeToken(
  face: Face,
  { order, picked }: { readonly order: Order; readonly picked: Picked },
  context: Context,
): Promise<AuthToken> {
  const certificate = certificateIn(picked.holding, '9a');
  if (certificate === null) throw new Halt('certificate.none');
  const { nonce } = order;
  if (order.plain !== true) await askStatus(face, { certificate: certificate.der, nonce });
  const purpose = order.proof === true ? 'prove' : 'authenticate';
  const asked = { cards: context.cards, picked, order: { purpose, slot: '9a' } } as const;
  return withPin(face, asked, (card) =>
    signToken(card, { certificate, origin: face.origin, nonce, version: context.version }),
  );
}

/** «go» for this nonce and this certificate (DER), or the server's refusal. Its signature is for the server's own use (decision 0006). */
export async function askStatus(
  face: Face,
  about: { readonly certificate: Uint8Array; readonly nonce: string },
): Promise<void> {
  face.show({ kind: 'working', work: 'asking-status' });
  const question = { certificate: toBase64(about.certificate), nonce: about.nonce };
  const answer = statusAnswer.safeParse(await face.carry('status', question));
  if (!answer.success || !speaksOf(answer.data.go, question)) throw new Halt('status.unreachable');
}

function speaksOf(go: string, question: { certificate: string; nonce: string }): boolean {
  const hash = createHash('sha256').update(fromBase64(question.certificate)).digest('base64url');
  try {
    const claims = goClaims.parse(decodeJwt(go));
    return claims.nonce === question.nonce && claims['x5t#S256'] === hash;
  } catch {
    return false; // no JWS, or one of something else
  }
}

/** Whether a card has a certificate to log in with. */
export function hasLogin(holding: Holding): boolean {
  return certificateIn(holding, '9a') !== null;
}
