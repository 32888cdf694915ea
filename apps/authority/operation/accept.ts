import { createHmac, randomBytes, timingSafeEqual, verify } from 'node:crypto';
import { parseCertificate } from '@kaika/pki/certificate';
import { describeKey, publicKey } from '@kaika/pki/key';
import { holder } from '@kaika/registry/change';
import { Refusal } from '@kaika/registry/refusal';
import { acceptSoftware, rejectSoftware, requireAcceptable, type Software } from '@kaika/registry/software';
import { giveBack, refuseCode, takeTry, triesLeft } from '@kaika/registry/usercode';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { requireCode } from '../store/card.ts';
import { act } from '../store/save.ts';
import { findSoftware } from '../store/software.ts';
import { concludeSoftware } from './software.ts';

/** How long a text to be signed is good, and how long a proved holder may decide. */
export const acceptanceMs = 30 * 60_000;

/** A text for the holder's key to sign. It names what it is for, and is given for any number, so that nobody learns which wait. */
export function challengeFor(context: Context, number: string): string {
  return sealed(context, 'challenge', number);
}

/** What a holder answers: the text, its signature (base64) and the user code. */
export type Proof = {
  readonly number: string;
  readonly challenge: string;
  readonly signature: string;
  readonly userCode: string;
};

/**
 * Proves the holder by the key and the user code. The key first: without it nobody counts tries away. Answers the secret for the
 * browser's cookie. Throws `acceptance.expired`; `acceptance.proof-failed`, the same where there is no such number;
 * `acceptance.done`, `acceptance.over`; `code.wrong`, `acceptance.code-locked`.
 */
export async function proveHolder(context: Context, proof: Proof): Promise<string> {
  const { number } = proof;
  if (opened(context, 'challenge', proof.challenge) !== number) throw new Failure('acceptance.expired');
  const software = await findSoftware(context.db, number);
  const spki = software === null ? decoy(context) : parseCertificate(present(software)).spki;
  const signed = isSignedBy(spki, proof.challenge, proof.signature);
  if (software === null || !signed) throw new Refusal('acceptance.proof-failed');
  requireAcceptable(software);
  await requireUserCode(context, software, proof.userCode);
  return sealed(context, 'decision', number);
}

/** The certificate that a proved holder is to decide about. Throws `acceptance.expired`. */
export async function requireProved(context: Context, secret: string | undefined): Promise<Software> {
  const number = secret === undefined ? null : opened(context, 'decision', secret);
  const software = number === null ? null : await findSoftware(context.db, number);
  if (software === null) throw new Failure('acceptance.expired');
  return software;
}

/** 接受. Throws `acceptance.done`, `acceptance.over`. */
export function accept(context: Context, software: Software): Promise<Receipt> {
  const about = {
    number: numberOf(software),
    by: holder,
    what: 'certificate.accepted',
    mail: 'software-accepted',
  } as const;
  return concludeSoftware(context, about, acceptSoftware);
}

/** 不接受: revoked, and the application goes back with the reason. Throws `acceptance.reason-missing`. */
export function reject(context: Context, software: Software, reason: string): Promise<Receipt> {
  if (reason.trim() === '') throw new Refusal('acceptance.reason-missing');
  const about = {
    number: numberOf(software),
    by: holder,
    what: 'certificate.rejected',
    mail: 'software-rejected',
  } as const;
  return concludeSoftware(context, about, (found, how) => rejectSoftware(found, reason, how));
}

/** A try is taken and committed first, the hash is computed outside any transaction, a right code gives it back. */
async function requireUserCode(context: Context, software: Software, typed: string): Promise<void> {
  const { db, now } = context;
  const number = numberOf(software);
  const { hash } = await act(db, async (trx) => {
    const code = await requireCode(trx, number);
    if (triesLeft(code) === 0) throw new Failure('acceptance.code-locked');
    return { changes: [takeTry(code, holder, now())], answer: code };
  });
  const right = await context.codes.matches(typed, hash);
  const refusal = await act(db, async (trx) => {
    const code = await requireCode(trx, number);
    if (right) return { changes: [giveBack(code, holder, now())], answer: null };
    const refused = refuseCode(code, holder, now());
    return { changes: refused.changes, answer: refused.refusal };
  });
  if (refusal === null) return;
  throw refusal.code === 'code.locked' ? new Failure('acceptance.code-locked') : refusal;
}

/** ECDSA (DER), RSA PKCS#1 v1.5 or Ed25519; SHA-256 with the first two, as `openssl dgst -sha256 -sign` makes it. */
function isSignedBy(spki: Uint8Array, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature.replaceAll(/\s/g, ''), 'base64');
  if (bytes.length === 0 || bytes.length > 1024) return false;
  const hash = describeKey(spki).type === 'ed25519' ? null : 'sha256';
  return verify(hash, Buffer.from(text, 'utf8'), publicKey(spki), bytes);
}

function numberOf({ application }: Software): string {
  return application.number;
}

function present({ certificate }: Software): Uint8Array {
  if (certificate.der === null) throw new Error('a certificate without its bytes');
  return certificate.der;
}

/** A key nobody's signature is by, for numbers under which nothing waits: the same work, the same answer. */
function decoy({ ca }: Context): Uint8Array {
  return ca.authority('issuing-software').certificate.spki;
}

/** `kaika <purpose> <number> <end> <mac>`: nothing is kept, and nothing can be made up. */
function sealed(context: Context, purpose: string, number: string): string {
  const end = Math.floor((context.now().getTime() + acceptanceMs) / 1000);
  const text = `kaika ${purpose} ${number} ${end} ${randomBytes(12).toString('base64url')}`;
  return `${text} ${macOf(context, text).toString('base64url')}`;
}

/** The number in a text of ours that is still good; null otherwise. */
function opened(context: Context, purpose: string, said: string): string | null {
  const at = said.lastIndexOf(' ');
  const text = said.slice(0, Math.max(0, at));
  const mac = Buffer.from(said.slice(at + 1), 'base64url');
  const own = macOf(context, text);
  if (mac.length !== own.length || !timingSafeEqual(mac, own)) return null;
  const [, about, number = '', end = '0'] = text.split(' ');
  return about === purpose && Number(end) * 1000 >= context.now().getTime() ? number : null;
}

function macOf({ vault }: Context, text: string): Buffer {
  const key = vault.keep('acceptance', () => randomBytes(32));
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
