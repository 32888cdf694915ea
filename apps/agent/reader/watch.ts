import { CardError } from '@kaika/card/error';
import type { Handle } from './abi.ts';
import type { Reader } from './cardservice.ts';
import { listReaders, readerOf, stateOf } from './listing.ts';
import { listOfReaders, state, type Winscard } from './winscard.ts';

type Watcher = (readers: readonly Reader[]) => void;

/** One thread waits for changes on behalf of all watchers; none waits while there are none. */
export type Watches = { add(watcher: Watcher): Disposable; end(): Promise<void> };

/** How often an absent card service is looked for. */
const absentMs = 1_000;

export function watchReaders(winscard: () => Winscard): Watches {
  const watchers = new Set<Watcher>();
  let running: Running | null = null;
  const tell = (readers: readonly Reader[]) => {
    for (const watcher of watchers) watcher(readers);
  };
  const stop = async () => {
    const ending = running;
    running = null;
    ending?.stop.abort();
    await ending?.done;
  };
  return {
    add(watcher) {
      watchers.add(watcher);
      if (running === null) {
        const stopping = new AbortController();
        running = { stop: stopping, done: run(winscard, tell, stopping.signal) };
      }
      return {
        [Symbol.dispose]() {
          watchers.delete(watcher);
          if (watchers.size === 0) void stop();
        },
      };
    },
    async end() {
      watchers.clear();
      await stop();
    },
  };
}

type Running = { readonly stop: AbortController; readonly done: Promise<void> };

async function run(winscard: () => Winscard, tell: Watcher, stop: AbortSignal): Promise<void> {
  let told: string | null = null;
  const report = (readers: readonly Reader[]) => {
    const now = JSON.stringify(
      readers.map(({ name, card }) => [name, card && Buffer.from(card.atr).toString('hex')]),
    );
    if (told !== null && told !== now) tell(readers);
    told = now;
  };
  while (!stop.aborted) {
    try {
      await follow(winscard(), report, stop);
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      if (stop.aborted) return;
      report([]);
      await pause(absentMs, stop);
    }
  }
}

/** Waits and reports until it is stopped; throws where the service goes away. */
async function follow(winscard: Winscard, report: Watcher, stop: AbortSignal): Promise<void> {
  const context = await winscard.establish();
  const cancel = () => winscard.cancel(context);
  stop.addEventListener('abort', cancel);
  try {
    while (!stop.aborted) await waitOnce(winscard, context, report);
  } finally {
    stop.removeEventListener('abort', cancel);
    winscard.release(context);
  }
}

async function waitOnce(winscard: Winscard, context: Handle, report: Watcher): Promise<void> {
  const names = await winscard.list(context);
  const states = [...names.map(stateOf), stateOf(listOfReaders)];
  await winscard.change(context, 0, states);
  report(states.slice(0, -1).map(readerOf));
  for (const one of states) one.dwCurrentState = one.dwEventState & ~state.changed;
  await winscard.change(context, -1, states);
  report(await listReaders(winscard, context));
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  timer.unref();
  const wake = () => {
    clearTimeout(timer);
    resolve();
  };
  stop.addEventListener('abort', wake, { once: true });
  return promise.finally(() => stop.removeEventListener('abort', wake));
}
