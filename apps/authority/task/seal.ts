import { createPrivateKey } from 'node:crypto';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { type Model, models } from '@kaika/card/model';
import type { Card } from '@kaika/registry/card';
import type { PukOffer } from '@kaika/registry/puk';
import type { Task } from '@kaika/registry/task';
import { type PublicJwk, type ReleasedPuk, type SealedCode, sealedCode } from '@kaika/wire/task';
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, errors, importJWK } from 'jose';
import { ZodError } from 'zod';
import { Failure } from '../failure.ts';
import type { CardSecrets } from '../key/derive.ts';
import type { Vault } from '../key/vault.ts';

/** Opens what the agent sealed to the task's key. Throws `task.mismatch` for anything that was not sealed to it. */
export async function openCode(vault: Vault, task: Task, sealed: string): Promise<SealedCode> {
  const pkcs8 = vault.open(`task/${task.id}`, fromBase64(task.secret));
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const said = sealedCode.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    plaintext.fill(0);
    return said;
  } catch (cause) {
    const foreign = [errors.JOSEError, SyntaxError, ZodError];
    throw foreign.some((kind) => cause instanceof kind) ? new Failure('task.mismatch') : cause;
  }
}

/** Seals one PUK and the next to the agent's one-time key (compact JWE, ECDH-ES + A256GCM). */
export async function sealPuk(
  { offer, task, card }: { readonly offer: PukOffer; readonly task: string; readonly card: Card },
  oneTimeKey: PublicJwk,
  secrets: CardSecrets,
): Promise<string> {
  const model = recordedModel(card);
  const { productionId } = card;
  const puk = secrets.puk({ productionId, version: offer.version }, model);
  const nextPuk = secrets.puk({ productionId, version: offer.nextVersion }, model);
  const released: ReleasedPuk = { task, ...offer, puk: toBase64(puk), nextPuk: toBase64(nextPuk) };
  const plain = new TextEncoder().encode(JSON.stringify(released));
  try {
    return await new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(oneTimeKey, 'ECDH-ES'));
  } finally {
    for (const secret of [puk, nextPuk, plain]) secret.fill(0);
  }
}

/** RFC 7638 thumbprint, base64url. */
export function thumbprintOf(key: PublicJwk): Promise<string> {
  return calculateJwkThumbprint(key, 'sha256');
}

function recordedModel({ model: id, number }: Card): Model {
  const model = models.find((one) => one.id === id);
  if (model === undefined)
    throw new Error(`card ${number} was produced as a model that is not known any more`);
  return model;
}
