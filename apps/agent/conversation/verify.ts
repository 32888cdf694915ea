import { createPublicKey } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { validatePath } from '@kaika/pki/path';
import { type TaskClaims, taskClaims, taskType, taskUsage } from '@kaika/wire/task';
import { compactVerify, decodeProtectedHeader } from 'jose';
import type { Authority } from '../config.ts';
import type { Context } from './context.ts';
import { Halt } from './halt.ts';

/** A task that an installed authority has signed for the page that brought it. */
export type Task = {
  /** The compact JWS itself: its hash is in every transcript. */
  readonly jws: string;
  readonly claims: TaskClaims;
  readonly authority: Authority;
};

/** Clocks of two machines may differ by so much. */
const skewSeconds = 60;

/**
 * Verifies a task: signed by a task signer whose certificate leads to the root of an installed authority, for the very origin of the page,
 * one of that authority's, and still valid. Throws `Halt` `task.not-authentic`, `task.expired`, `task.used`.
 */
export async function verifyTask(jws: string, origin: string, context: Context): Promise<Task> {
  const authority = context.trust.authorityOf(origin);
  if (authority === null) throw new Halt('task.not-authentic');
  const claims = await readClaims(jws, authority, context.now());
  if (claims.origin !== origin) throw new Halt('task.not-authentic');
  const seconds = context.now().getTime() / 1000;
  if (claims.exp < seconds) throw new Halt('task.expired');
  if (claims.iat > seconds + skewSeconds) throw new Halt('clock.wrong');
  if (context.usedTasks.has(claims.id)) throw new Halt('task.used');
  return { jws, claims, authority };
}

async function readClaims(jws: string, authority: Authority, now: Date): Promise<TaskClaims> {
  try {
    // one task has one text: bits left over in base64url would give it others, with other hashes
    for (const part of jws.split('.')) fromBase64url(part);
    const signer = await signerOf(jws, authority, now);
    const key = createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' });
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== taskType) throw new Error('not a task');
    return taskClaims.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (cause) {
    // Whatever is wrong with it, the person must read one thing: do not type anything.
    throw new Halt('task.not-authentic', { cause });
  }
}

async function signerOf(jws: string, authority: Authority, at: Date): Promise<Certificate> {
  const { x5c } = decodeProtectedHeader(jws);
  const [certificate, ...intermediates] = (x5c ?? [])
    .slice(0, 6)
    .map((text) => parseCertificate(fromBase64(text)));
  if (certificate === undefined) throw new Error('no certificate');
  const result = await validatePath({
    certificate,
    anchors: [parseCertificate(authority.root)],
    intermediates,
    at,
    keyUsage: ['digitalSignature'],
    purpose: authority.usage ?? taskUsage,
  });
  if (!result.valid) throw new Error(result.refusal.code);
  return certificate;
}
