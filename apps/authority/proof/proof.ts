import { createHash } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import type { Card } from '@kaika/registry/card';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { admitsSuspended, type ProvenOperation, requireProvable } from '@kaika/registry/proof';
import { TokenError } from '@kaika/token/error';
import { checkNonce, issueNonce } from '@kaika/token/nonce';
import { type FindStatus, readCertificate, verifyCertificate, verifyToken } from '@kaika/token/verify';
import type { NonceOrder, Parameters, Proved } from '@kaika/wire/proof';
import type { StatusAnswer, StatusQuestion } from '@kaika/wire/token';
import { SignJWT } from 'jose';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { requireCard } from '../store/card.ts';
import { findCertificate } from '../store/certificate.ts';
import { findProof, type KeptProof, keepProof, useProof } from '../store/proof.ts';

/** Gives a nonce for one operation with these parameters to the browser of `session`; five minutes, once. */
export async function giveNonce(context: Context, session: string, order: NonceOrder): Promise<string> {
  const { value, issuedAt } = issueNonce(session, context.now());
  const parameters = hashOf(order.parameters);
  await keepProof(context.db, { nonce: value, session, operation: order.operation, parameters, issuedAt });
  return value;
}

/** Before the PIN: whether the card of this certificate may do what the nonce is for. Throws what keeps it from it. */
export async function checkBeforePin(
  context: Context,
  session: string,
  question: StatusQuestion,
): Promise<StatusAnswer> {
  const { operation } = await requireNonce(context, session, question.nonce);
  const certificate = readCertificate(fromBase64(question.certificate));
  requireProvable(operation, await cardOf(context, certificate), context.now());
  await verifyCertificate(certificate, checkOf(context, operation));
  const key = context.vault.keep('go', () => crypto.getRandomValues(new Uint8Array(32)));
  const thumbprint = createHash('sha256').update(certificate.der).digest('base64url');
  const go = await new SignJWT({ nonce: question.nonce, 'x5t#S256': thumbprint })
    .setProtectedHeader({ alg: 'HS256', typ: 'kaika-go+jwt' })
    .sign(key);
  return { go };
}

/**
 * The card that proved, with its PIN and for this browser, exactly this operation with exactly these parameters. The nonce is
 * used up whatever comes of it. Throws TokenError, and Refusals of the card's state; whoever decides reads the state again.
 */
export async function takeProof(
  context: Context,
  by: { readonly session: string; readonly operation: ProvenOperation },
  said: Proved,
): Promise<Card> {
  const { db, now, config } = context;
  const kept = await requireNonce(context, by.session, said.nonce);
  if (!(await useProof(db, kept.nonce, now()))) throw new TokenError('login.nonce-expired', 'nonce-used');
  if (kept.operation !== by.operation || kept.parameters !== hashOf(said.parameters)) {
    throw new Failure('proof.other-operation');
  }
  const check = { token: said.token, origin: config.origins.authority, nonce: kept.nonce };
  const { certificate } = await verifyToken({ ...checkOf(context, by.operation), ...check });
  const card = await cardOf(context, certificate);
  requireProvable(by.operation, card, now());
  return card;
}

async function requireNonce(
  context: Context,
  session: string,
  nonce: string,
): Promise<KeptProof & { readonly operation: ProvenOperation }> {
  const kept = await findProof(context.db, nonce);
  const open = kept === null ? undefined : { ...kept, value: kept.nonce };
  checkNonce(open, session, context.now());
  if (kept === null) throw new TokenError('login.nonce-expired', 'nonce-unknown');
  // kept by `giveNonce`, which takes no other words
  return { ...kept, operation: kept.operation as ProvenOperation };
}

/** SHA-256 of the parameters as JSON with sorted names, hex. */
function hashOf(parameters: Parameters): string {
  const sorted = Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted), 'utf8').digest('hex');
}

/** The card that the record says this certificate is on. */
async function cardOf({ db }: Context, certificate: Certificate): Promise<Card> {
  const record = await findCertificate(db, certificate.serialNumber);
  if (record === null || record.der === null || !equal(record.der, certificate.der)) {
    throw new Failure('card.not-ours');
  }
  return requireCard(db, record.cardNumber);
}

function checkOf(context: Context, operation: ProvenOperation) {
  const { ca, now } = context;
  const trust = {
    roots: [ca.root],
    intermediates: ca.intermediates,
    policies: [ca.arc.policies.authentication],
  };
  return { trust, at: now(), findStatus: statusFor(context, operation) };
}

/** By the authority's own record; a suspended certificate counts where the operation admits suspended cards. */
function statusFor({ db }: Context, operation: ProvenOperation): FindStatus {
  return async ([der], at) => {
    const serial = der === undefined ? '' : parseCertificate(der).serialNumber;
    const record = await findCertificate(db, serial);
    if (record === null || record.der === null) throw new TokenError('certificate.not-trusted', 'status');
    const status = certificateStatusOf(record, at);
    if (status === 'good' || (status === 'suspended' && admitsSuspended(operation))) return 'authority';
    if (status === 'hold' || status === 'suspended') throw new TokenError('certificate.on-hold', 'status');
    throw new TokenError(status === 'expired' ? 'certificate.expired' : 'certificate.revoked', 'status');
  };
}
