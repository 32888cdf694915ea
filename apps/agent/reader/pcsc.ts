import type { Handle } from './abi.ts';
import type { CardService } from './cardservice.ts';
import { listReaders } from './listing.ts';
import { createQueues } from './queue.ts';
import { transact } from './transaction.ts';
import { watchReaders } from './watch.ts';
import { openWinscard, type Winscard } from './winscard.ts';

/**
 * The machine's readers through PC/SC. Nothing is opened before it is needed, so a card service that is absent, or goes and comes back,
 * is found anew by the next call.
 */
export function openPcsc(): CardService {
  const queues = createQueues();
  let library: Winscard | null = null;
  const winscard = (): Winscard => {
    library ??= openWinscard();
    return library;
  };
  const watches = watchReaders(winscard);
  return {
    async readers() {
      return withContext(winscard(), (context) => listReaders(winscard(), context));
    },
    exclusive(reader, work) {
      return queues.next(reader, () =>
        withContext(winscard(), (context) => transact(winscard(), { context, reader }, work)),
      );
    },
    watch: (onChange) => watches.add(onChange),
    [Symbol.asyncDispose]: () => watches.end(),
  };
}

async function withContext<T>(winscard: Winscard, work: (context: Handle) => Promise<T>): Promise<T> {
  const context = await winscard.establish();
  try {
    return await work(context);
  } finally {
    winscard.release(context);
  }
}
