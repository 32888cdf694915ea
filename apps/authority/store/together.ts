import type { Changes } from '@kaika/registry/noun';
import { act } from './save.ts';
import type { Database } from './table.ts';

/** Keeps changes that nobody else can be changing, and resolves when they are committed. */
export type Together = (changes: Changes) => Promise<void>;

type Waiting = { readonly changes: Changes } & PromiseWithResolvers<void>;

/** Changes in one transaction, at most. */
const most = 256;

/**
 * Keeps in one transaction what many acts decided while the one before was committed: a commit costs the same for one row as for a
 * hundred. Where the whole is refused, each act is kept by itself, so that one cannot take the others down.
 */
export function keepTogether(db: Database): Together {
  const keep = keepers.get(db) ?? openKeeper(db);
  keepers.set(db, keep);
  return keep;
}

/** One for each database: those who do not know of each other share its commits, too. */
const keepers = new WeakMap<Database, Together>();

function openKeeper(db: Database): Together {
  const queue: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    while (queue.length > 0) await keepSome(db, takeSome(queue));
    busy = false;
  };
  return (changes) => {
    const waiting = { changes, ...Promise.withResolvers<void>() };
    queue.push(waiting);
    // Those that come in the same turn go together.
    if (!busy) {
      busy = true;
      setImmediate(() => void work());
    }
    return waiting.promise;
  };
}

function takeSome(queue: Waiting[]): readonly Waiting[] {
  let count = 0;
  let size = 0;
  for (const { changes } of queue) {
    if (count > 0 && size + changes.length > most) break;
    size += changes.length;
    count += 1;
  }
  return queue.splice(0, count);
}

async function keepSome(db: Database, some: readonly Waiting[]): Promise<void> {
  try {
    await keepAll(db, some);
  } catch {
    for (const one of some) await keepAll(db, [one]).catch(one.reject);
  }
}

async function keepAll(db: Database, some: readonly Waiting[]): Promise<void> {
  const changes = some.flatMap((one) => one.changes);
  await act(db, async () => ({ changes, answer: undefined }));
  for (const { resolve } of some) resolve();
}
