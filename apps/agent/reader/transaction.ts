import { platform } from 'node:os';
import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import type { Handle } from './abi.ts';
import { keepAwake } from './awake.ts';
import { logsIn } from './cardservice.ts';
import { stateOf } from './listing.ts';
import type { Connection, Winscard } from './winscard.ts';

/** Where a card is. */
export type Place = { readonly context: Handle; readonly reader: string };

/** How long another program may keep the card before we say `reader.busy`. */
const patienceMs = 10_000;
const askAgainMs = 200;
/** Making a long RSA key takes minutes on a card; what says nothing for longer is broken. */
const silenceMs = 300_000;
const awakeMs = 2_000;

/**
 * Connects, begins a transaction, runs `work`, ends it, disconnects. The card is reset at the end if `work` logged in. Throws
 * `reader.busy`, `card.none`, `card.unreadable` (also for a card that falls silent), and what `work` throws.
 */
export async function transact<T>(
  winscard: Winscard,
  place: Place,
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  const connection = await connect(winscard, place);
  const line = await begin(winscard, connection).then(
    (ready) => openLine(winscard, ready),
    async (error: unknown) => {
      await winscard.disconnect(connection.card).catch(gone);
      throw error;
    },
  );
  const awake = platform() === 'win32' ? keepAwake(line.card, awakeMs) : null;
  try {
    return await work(awake?.card ?? line.card);
  } finally {
    awake?.stop();
    await line.close();
  }
}

type Line = { readonly card: Transport; close(): Promise<void> };

function openLine(winscard: Winscard, ready: Connection): Line {
  let dirty = false;
  let silent = false;
  return {
    card: {
      async transmit(command) {
        dirty ||= logsIn(command);
        const answer = await withinSilence(winscard.transmit(ready, command));
        silent = answer === null;
        if (answer === null) throw new CardError('card.unreadable');
        return answer;
      },
    },
    async close() {
      if (silent) return;
      await winscard.end(ready.card, dirty).catch(gone);
      await winscard.disconnect(ready.card).catch(gone);
    },
  };
}

/** Null where the card says nothing for ever: the call stays behind on its thread, and nothing more is asked of that card. */
async function withinSilence(answer: Promise<Uint8Array>): Promise<Uint8Array | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), silenceMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    answer.catch(gone);
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
