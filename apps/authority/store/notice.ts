import { sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Trx } from './table.ts';

/** What the processes of one authority tell each other the moment a transaction commits. */
const channel = 'authority_certificate';

/** Says in the transaction of the change that the status of certificates is another. */
export async function noticeCertificates(trx: Trx, serials: readonly string[]): Promise<void> {
  await sql`
    select pg_notify(${channel}, serial)
    from json_array_elements_text(${JSON.stringify(serials)}::text::json) as serial`.execute(trx);
}

export type Notices = AsyncDisposable & {
  /** Whether changes of other processes are heard of now. */
  readonly heard: () => boolean;
};

const longestWaitMs = 10_000;

/**
 * Listens on a connection of its own. `tell` gets the serial number of each changed certificate, and null where changes may have
 * been missed. A broken connection is made anew, ever more slowly up to ten seconds.
 */
export function listenForNotices(url: string, tell: (serial: string | null) => void, log: Logger): Notices {
  const state = { client: null as pg.Client | null, closed: false, waitMs: 100 };
  let timer: NodeJS.Timeout | undefined;
  const retry = (broken: pg.Client) => {
    broken.end().catch(() => {}); // it is broken
    state.client = null;
    if (state.closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void open(), state.waitMs).unref();
    state.waitMs = Math.min(state.waitMs * 2, longestWaitMs);
  };
  const open = async () => {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('error', (error) => {
      log.warn({ err: error }, 'notices are not heard');
      retry(client);
    });
    client.on('notification', ({ payload }) => tell(payload || null));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      log.warn({ err: error }, 'notices are not heard');
      return retry(client);
    }
    if (state.closed) return client.end();
    state.client = client;
    state.waitMs = 100;
    // What happened before this moment was said to nobody.
    tell(null);
  };
  void open();
  return {
    heard: () => state.client !== null,
    [Symbol.asyncDispose]: async () => {
      state.closed = true;
      clearTimeout(timer);
      await state.client?.end();
    },
  };
}
