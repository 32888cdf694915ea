import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import { type CardService, logsIn } from './cardservice.ts';
import { listReaders, stateOf } from './listing.ts';
import { createQueues } from './queue.ts';
import { watchReaders } from './watch.ts';
import { type Connection, type Handle, openWinscard, type Winscard } from './winscard.ts';

/** How long another program may keep the card before we say `reader.busy`. */
const patienceMs = 10_000;
const askAgainMs = 200;

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

type Place = { readonly context: Handle; readonly reader: string };

async function transact<T>(
  winscard: Winscard,
  place: Place,
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  const connection = await connect(winscard, place);
  let dirty = false;
  try {
    const ready = await begin(winscard, connection);
    try {
      return await work({
        transmit(command) {
          dirty ||= logsIn(command);
          return winscard.transmit(ready, command);
        },
      });
    } finally {
      await winscard.end(ready.card, dirty).catch(gone);
    }
  } finally {
    await winscard.disconnect(connection.card).catch(gone);
  }
}

/** Connects, and waits a while where another program has the card to itself. */
async function connect(winscard: Winscard, { context, reader }: Place): Promise<Connection> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await winscard.connect(context, reader);
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      const states = [stateOf(reader)];
      await winscard.change(context, 0, states);
      const [now] = states;
      if (now) await winscard.change(context, askAgainMs, [{ ...now, dwCurrentState: now.dwEventState }]);
    }
  }
}

/** Begins the transaction; another program's reset since we connected only means that we connect anew. */
async function begin(winscard: Winscard, connection: Connection): Promise<Connection> {
  try {
    await withinPatience(winscard, connection.card);
    return connection;
  } catch (error) {
    if (!(error instanceof CardError) || error.code !== 'card.reset') throw error;
    const anew = await winscard.reconnect(connection.card);
    await withinPatience(winscard, anew.card);
    return anew;
  }
}

/** PC/SC has no way to stop waiting for a transaction: it is left waiting, and let go again should it be given after all. */
async function withinPatience(winscard: Winscard, card: Handle): Promise<void> {
  const begun = winscard.begin(card);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    begun.then(() => winscard.end(card, false)).catch(gone);
    reject(new CardError('reader.busy'));
  }, patienceMs);
  try {
    await Promise.race([begun, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof CardError && error.code === 'reader.busy';
}

/** Letting go of a card that is no longer there is no failure. */
function gone(error: unknown): void {
  if (!(error instanceof CardError)) throw error;
}
