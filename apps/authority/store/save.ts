import type { Change, Note } from '@kaika/registry/change';
import type { Changes, Noun } from '@kaika/registry/noun';
import { Failure } from '../failure.ts';
import { recordAll } from './event.ts';
import { noticeCertificates } from './notice.ts';
import { putAll } from './put.ts';
import type { Database, Tables, Trx } from './table.ts';

/**
 * Keeps what was decided: every thing at the version it was read at, and the audit row of every change, all in this
 * transaction. There is no other way to write a registry thing.
 * Throws Failure `request.conflict` when somebody else changed one of them meanwhile.
 */
export async function save(trx: Trx, changes: Changes): Promise<void> {
  await putAll(
    trx,
    changes.flatMap(({ next }) => next ?? []),
  );
  await recordAll(
    trx,
    changes.map(({ event }) => event),
  );
  await markChanged(trx, changes);
}

/**
 * Decides and keeps in one transaction: what `decide` answers besides its changes is handed on. Whoever loses a race decides
 * again on what the winner left, so `decide` reads everything it needs from `trx`.
 */
export async function act<T>(
  db: Database,
  decide: (trx: Trx) => Promise<{ readonly changes: Changes; readonly answer: T }>,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      const { changes, answer } = await db.transaction().execute(async (trx) => {
        const decided = await decide(trx);
        await save(trx, decided.changes);
        return decided;
      });
      for (const tell of watchers.get(db) ?? []) tell(changes);
      return answer;
    } catch (error) {
      if (!isConflict(error) || round === rounds) throw error;
    }
  }
}

/** Tells a listener of everything `act` commits through this database, right after it did: for caches. */
export function watch(db: Database, tell: (changes: Changes) => void): void {
  watchers.set(db, [...(watchers.get(db) ?? []), tell]);
}

const watchers = new WeakMap<Database, readonly ((changes: Changes) => void)[]>();

const rounds = 3;

function isConflict(error: unknown): boolean {
  return error instanceof Failure && error.code === 'request.conflict';
}

/** Keeps one change by itself. */
export async function keep(db: Database, ...changes: readonly (Change<Noun> | Note)[]): Promise<void> {
  await act(db, async () => ({ changes, answer: undefined }));
}

/** Shards whose lists must be made anew, and word to other processes. A draft is in no list, and nobody has asked about it. */
async function markChanged(trx: Trx, changes: Changes): Promise<void> {
  const shards = new Map<string, Tables['staleshard']>();
  const serials: string[] = [];
  for (const { next, event } of changes) {
    if (next?.noun !== 'certificate' || next.der === null) continue;
    const { generation, shard, serial } = next;
    shards.set(`${generation} ${shard}`, { generation, shard, since: event.at });
    serials.push(serial);
  }
  if (serials.length === 0) return;
  // In one order in every transaction, so that no two wait for each other.
  const stale = [...shards].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, shard]) => shard);
  await trx
    .insertInto('staleshard')
    .values(stale)
    .onConflict((conflict) =>
      conflict.columns(['generation', 'shard']).doUpdateSet((row) => ({ since: row.ref('excluded.since') })),
    )
    .execute();
  await noticeCertificates(trx, serials);
}
