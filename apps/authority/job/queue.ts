import { fromKysely, fromPglite, type JobResult, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { AuthorityConfig } from '../config.ts';
import { mostTries, type OrderMail } from '../mail/outbox.ts';

/** Somebody asked for a link to a new user code: looked into after the answer, so that the answer is the same for every number. */
export type Recode = { readonly cardNumber: string };

/** What the queue calls. Each may run again after a crash, and runs in one process at a time. */
export type Workers = {
  readonly mail: (id: string) => Promise<void>;
  readonly recode: (order: Recode) => Promise<void>;
  /** Every minute: lists, log, tasks. */
  readonly minute: () => Promise<void>;
  /** Every hour: deadlines, service keys. */
  readonly hour: () => Promise<void>;
};

export type Queue = {
  /** Orders a mail of the outbox in the transaction that put it there. */
  readonly orderMail: OrderMail;
  readonly askRecode: (order: Recode) => Promise<void>;
  /** Starts the workers; before that jobs are only kept. */
  readonly start: (workers: Workers) => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const schema = 'authority_job';
const mailQueue = 'outbox';
/** Somebody waits for a code or a link; and one mail that fails must not send the others of its batch again. */
const mailing = {
  batchSize: 20,
  burstWhenBatchFull: true,
  perJobResults: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;
/** After 30 seconds, a minute, two … and then every hour: a mail server may be away for a while. */
const backOff = { retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 } as const;
const recodeQueue = 'recode';
const clocks = { minute: '* * * * *', hour: '7 * * * *' } as const;

/** Opens the job queue in a schema of its own. */
export async function openQueue(jobs: AuthorityConfig['jobs'], log: Logger): Promise<Queue> {
  const boss =
    'pglite' in jobs
      ? new PgBoss({ db: fromPglite(jobs.pglite), backend: 'pglite', schema, useListenNotify: true })
      : new PgBoss({ connectionString: jobs.url, schema, useListenNotify: true, max: 3 });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  await boss.createQueue(mailQueue, { notify: true, retryLimit: mostTries, ...backOff });
  await boss.createQueue(recodeQueue, { notify: true, retryLimit: 3 });
  for (const name of ['minute', 'hour'] as const)
    await boss.createQueue(name, { policy: 'stately', retryLimit: 0 });
  return {
    orderMail: async (trx, id) => {
      await boss.send(mailQueue, { id }, { db: fromKysely(trx) });
    },
    askRecode: async (order) => {
      await boss.send(recodeQueue, order);
    },
    start: async (workers) => {
      await boss.work<{ readonly id: string }, void, typeof mailing>(mailQueue, mailing, async (found) => {
        const results: JobResult[] = [];
        for (const { id, data } of found) results.push(await settle(id, workers.mail(data.id)));
        return results;
      });
      await boss.work<Recode, void, typeof mailing>(recodeQueue, mailing, async (found) => {
        const results: JobResult[] = [];
        for (const { id, data } of found) results.push(await settle(id, workers.recode(data)));
        return results;
      });
      for (const name of ['minute', 'hour'] as const) {
        await boss.work(name, async () => workers[name]());
        await boss.schedule(name, clocks[name]);
      }
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5000, close: true }),
  };
}

async function settle(id: string, sending: Promise<void>): Promise<JobResult> {
  return sending.then(
    () => ({ id, status: 'completed' as const }),
    (error: unknown) => ({ id, status: 'failed' as const, output: { message: String(error) } }),
  );
}
