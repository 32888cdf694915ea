import { setTimeout } from 'node:timers/promises';
import { CardError } from '@kaika/card/error';
import type { Handle } from './abi.ts';
import type { Reader } from './cardservice.ts';
import { readerOf, stateOf } from './listing.ts';
import { listOfReaders, state, type Winscard } from './winscard.ts';

type Watcher = (readers: readonly Reader[]) => void;

/** One thread waits for changes on behalf of all watchers; none waits while there are none. */
export type Watches = {
  add(watcher: Watcher): Disposable;
  /** Resolves when no thread waits any more, or after {@link patienceMs} where the card service does not answer. */
  end(): Promise<void>;
};

/** How often an absent card service is looked for. */
const absentMs = 1_000;
/**
 * The longest wait in one call. SCardCancel would be at once, but it is lost where it comes before the waiting call has reached the
 * service; a thread that then waits for ever is one of the few all of Node shares.
 */
const waitMs = 1_000;
const patienceMs = 3_000;

export function watchReaders(winscard: () => Winscard): Watches {
  const watchers = new Set<Watcher>();
  const tell = (readers: readonly Reader[]) => {
    for (const watcher of [...watchers]) watcher(readers);
  };
  const ending = new AbortController();
  const watched = { wanted: () => watchers.size > 0, tell, ending: ending.signal };
  let running: Promise<void> | null = null;
  const start = () => {
    running = run(winscard, watched).finally(() => {
      running = null;
      // Somebody came between the last look and the end.
      if (watchers.size > 0) start();
    });
  };
  return {
    add(watcher) {
      watchers.add(watcher);
      if (running === null) start();
      return { [Symbol.dispose]: () => void watchers.delete(watcher) };
    },
    async end() {
      watchers.clear();
      ending.abort();
      const late = new AbortController();
      const patience = setTimeout(patienceMs, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([running, patience]);
      late.abort();
    },
  };
}

type Watched = {
  readonly wanted: () => boolean;
  readonly tell: Watcher;
  /** No pause outlasts it. */
  readonly ending: AbortSignal;
};

async function run(winscard: () => Winscard, { wanted, tell, ending }: Watched): Promise<void> {
  let told: string | null = null;
  const report = (readers: readonly Reader[]) => {
    const now = JSON.stringify(
      readers.map(({ name, card }) => [name, card && Buffer.from(card.atr).toString('hex')]),
    );
    if (told !== null && told !== now) tell(readers);
    told = now;
  };
  while (wanted()) {
    try {
      await follow(winscard(), report, wanted);
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      report([]);
      await setTimeout(absentMs, undefined, { ref: false, signal: ending }).catch(() => undefined);
    }
  }
}

/** Waits and reports while it is wanted; throws where the service goes away. */
async function follow(winscard: Winscard, report: Watcher, wanted: () => boolean): Promise<void> {
  const context = await winscard.establish();
  try {
    while (wanted()) await waitOnce(winscard, context, { report, wanted });
  } finally {
    winscard.release(context);
  }
}

/** Reports the state of now, waits until it is another, reports that. */
async function waitOnce(
  winscard: Winscard,
  context: Handle,
  { report, wanted }: { readonly report: Watcher; readonly wanted: () => boolean },
): Promise<void> {
  const names = await winscard.list(context);
  const states = [...names.map(stateOf), stateOf(listOfReaders)];
  await winscard.change(context, 0, states);
  report(states.slice(0, -1).map(readerOf));
  for (const one of states) one.dwCurrentState = one.dwEventState & ~state.changed;
  while (wanted()) {
    if (await winscard.change(context, waitMs, states)) break;
  }
}
