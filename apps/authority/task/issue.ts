import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { requireAdmitted } from '@kaika/registry/activation';
import { type Actor, type Change, holder } from '@kaika/registry/change';
import { issueTask, type Operation, supersedeTask, type Task, taskTtlMs } from '@kaika/registry/task';
import { type PublicJwk, publicJwk, type TaskClaims, type TaskIssued, taskType } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { hashOf, signJws } from '../key/jws.ts';
import { requireCard } from '../store/card.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { act } from '../store/save.ts';
import { unfinishedTasks } from '../store/task.ts';

/** A task for a card that is out (activate, unlock, recode). Throws what keeps the card from it; an older task of it is over. */
export async function issueCardTask(
  context: Context,
  operation: Extract<Operation, 'activate' | 'unlock' | 'recode'>,
  cardNumber: string,
): Promise<TaskIssued> {
  const card = await requireCard(context.db, cardNumber);
  requireAdmitted(operation, card, context.now());
  const { ubn } = await requireOrganisation(context.db, card.organisation);
  const words = { operation, cardNumber, holder: card.holder, label: cardNumber };
  const made = await makeTask(context, ubn === null ? words : { ...words, ubn });
  await act(context.db, async (trx) => {
    const now = context.now();
    const fresh = await requireCard(trx, cardNumber);
    requireAdmitted(operation, fresh, now);
    const older = (await unfinishedTasks(trx, cardNumber)).map((task) => supersedeTask(task, now));
    return {
      changes: [...older, recordOf(made, { operation, cardNumber, by: holder, now })],
      answer: undefined,
    };
  });
  return { id: made.id, task: made.jws };
}

/** Throws what would keep a card from a task; nothing is issued. */
export async function checkCardTask(
  context: Context,
  operation: Extract<Operation, 'activate' | 'unlock' | 'recode'>,
  cardNumber: string,
): Promise<void> {
  requireAdmitted(operation, await requireCard(context.db, cardNumber), context.now());
}

/** What the window is told of a task that is not about a card yet. */
export type TaskWords = Pick<TaskClaims, 'operation' | 'cardNumber' | 'holder' | 'label' | 'ubn'>;

/** A signed task and the sealed private half of its key. */
export type MadeTask = {
  readonly id: string;
  readonly origin: string;
  readonly jws: string;
  readonly secret: string;
};

/** Signs a task that ends in five minutes. Nothing is recorded. */
export async function makeTask(context: Context, words: TaskWords): Promise<MadeTask> {
  const id = randomUUID();
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const iat = Math.floor(context.now().getTime() / 1000);
  const claims: TaskClaims = {
    id,
    ...words,
    origin: context.config.origins.authority,
    nonce: toBase64(randomBytes(32)),
    key: jwkOf(publicKey.export({ format: 'jwk' })),
    iat,
    exp: iat + taskTtlMs / 1000,
  };
  const jws = await signJws(taskType, claims, await context.signatory.task());
  const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
  const secret = toBase64(context.vault.seal(`task/${id}`, pkcs8));
  pkcs8.fill(0);
  return { id, origin: claims.origin, jws, secret };
}

/** The record of a task. */
export function recordOf(
  { id, origin, jws, secret }: MadeTask,
  about: {
    readonly operation: Operation;
    readonly cardNumber?: string;
    readonly application?: string;
    readonly by: Actor;
    readonly now: Date;
  },
): Change<Task> {
  const { operation, cardNumber = null, application = null, by, now } = about;
  return issueTask({ id, operation, cardNumber, application, origin, hash: hashOf(jws), secret }, by, now);
}

function jwkOf(jwk: object): PublicJwk {
  return publicJwk.parse(jwk);
}
