import { CardError } from '@kaika/card/error';
import type { Handle } from './abi.ts';
import type { CardService } from './cardservice.ts';
import { listReaders } from './listing.ts';
import { createQueues } from './queue.ts';
import { type Limits, transact, usualLimits } from './transaction.ts';
import { watchReaders } from './watch.ts';
import { openWinscard, type Winscard } from './winscard.ts';

/**
 * The machine's readers through PC/SC. Nothing is opened before it is needed, so a card service that is absent, or goes and comes back,
 * is found anew by the next call. A reader whose last call has not come back is refused at once: `reader.busy`.
 */
export function openPcsc(open: () => Winscard = openWinscard, limits: Limits = usualLimits): CardService {
  const queues = createQueues();
  const unanswered = new Set<string>();
  let library: Winscard | null = null;
  const winscard = (): Winscard => {
    library ??= open();
    return library;
  };
  const watches = watchReaders(winscard);
  return {
    async readers() {
      return withContext(winscard(), ({ context }) => listReaders(winscard(), context));
    },
    exclusive(reader, work) {
      return queues.next(reader, async () => {
        if (unanswered.has(reader)) throw new CardError('reader.busy');
        return withContext(winscard(), ({ context, keep }) => {
          const leave = (call: Promise<unknown>) => {
            unanswered.add(reader);
            keep(call.finally(() => unanswered.delete(reader)));
          };
          return transact(winscard(), { context, reader, leave, limits }, work);
        });
      });
    },
    watch: (onChange) => watches.add(onChange),
    [Symbol.asyncDispose]: () => watches.end(),
  };
}

type Lent = {
  readonly context: Handle;
  /** Keeps the context until that has settled. */
  readonly keep: (call: Promise<unknown>) => void;
};

async function withContext<T>(winscard: Winscard, work: (lent: Lent) => Promise<T>): Promise<T> {
  const context = await winscard.establish();
  let kept: Promise<unknown> = Promise.resolve();
  const keep = (call: Promise<unknown>) => {
    kept = call;
  };
  try {
    return await work({ context, keep });
  } finally {
    void kept.finally(() => winscard.release(context));
  }
}
