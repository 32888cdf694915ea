import { platform } from 'node:os';
import { CardError } from '@kaika/card/error';
import { verifyControl, verifyStructure } from '@kaika/card/pinpad';
import type { Transport } from '@kaika/card/transport';
import type { Handle } from './abi.ts';
import { keepAwake } from './awake.ts';
import { logsIn } from './cardservice.ts';
import { stateOf } from './listing.ts';
import type { Connection, Winscard } from './winscard.ts';

/** Where a card is. */
export type Place = {
  readonly context: Handle;
  readonly reader: string;
  /**
   * Told of a call that did not come back in time, with all that is to follow it. Until it settles nothing more may be asked in this
   * context: PC/SC would wait for the same answer, and each call that waits takes one of the few threads all of Node shares.
   */
  readonly leave: (unanswered: Promise<unknown>) => void;
  readonly limits: Limits;
};

/** How long is waited, in milliseconds. */
export type Limits = {
  /** Another program may keep the card so long before we say `reader.busy`. */
  readonly busyMs: number;
  /** A card that says nothing for longer is broken; making a long RSA key takes it minutes. */
  readonly silenceMs: number;
  readonly generateMs: number;
  /** A person types at the reader's own keys. */
  readonly padMs: number;
};

export const usualLimits: Limits = { busyMs: 10_000, silenceMs: 20_000, generateMs: 300_000, padMs: 90_000 };

const askAgainMs = 200;
const awakeMs = 2_000;
const generate = 0x47;
/** CM_IOCTL_GET_FEATURE_REQUEST, PC/SC part 10 §2.2: SCARD_CTL_CODE(3400), made another way on Windows. */
const getFeatures = platform() === 'win32' ? (0x31 << 16) | (3400 << 2) : 0x4200_0000 + 3400;

/**
 * Connects, begins a transaction, runs `work`, ends it, disconnects. The card is reset at the end if `work` logged in. Throws
 * `reader.busy`, `card.none`, `card.unreadable` (also for a card that falls silent), and what `work` throws.
 */
export async function transact<T>(
  winscard: Winscard,
  place: Place,
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  const line = openLine(winscard, place, await begin(winscard, place, await connect(winscard, place)));
  const awake = platform() === 'win32' ? keepAwake(line.card, awakeMs) : null;
  try {
    return await work(awake?.card ?? line.card);
  } finally {
    awake?.stop();
    await line.close();
  }
}

type Line = { readonly card: Transport; close(): Promise<void> };

function openLine(winscard: Winscard, { leave, limits }: Place, ready: Connection): Line {
  let dirty = false;
  let silent = false;
  const letGo = async () => {
    await winscard.end(ready.card, dirty).catch(gone);
    await winscard.disconnect(ready.card).catch(gone);
  };
  const inTime = async (answer: Promise<Uint8Array>, milliseconds: number) => {
    if (await within(milliseconds, answer)) return answer;
    silent = true;
    leave(answer.catch(gone).then(letGo));
    throw new CardError('card.unreadable');
  };
  return {
    card: {
      async transmit(command) {
        if (silent) throw new CardError('card.unreadable');
        dirty ||= logsIn(command);
        const limit = command[1] === generate ? limits.generateMs : limits.silenceMs;
        return inTime(winscard.transmit(ready, command), limit);
      },
      async findPad() {
        // Most readers answer an error: they have no keys.
        const asked = winscard.control(ready.card, getFeatures, new Uint8Array());
        const features = await inTime(asked, limits.silenceMs).catch(nothing);
        const control = verifyControl(features);
        if (control === null) return null;
        return {
          verify() {
            dirty = true;
            return inTime(winscard.control(ready.card, control, verifyStructure('zh-TW')), limits.padMs);
          },
        };
      },
    },
    close: async () => (silent ? undefined : letGo()),
  };
}

/** Whether it settled in that time, either way. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  const settled = work.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

/** Connects, and waits a while where another program has the card to itself. */
async function connect(winscard: Winscard, { context, reader, limits }: Place): Promise<Connection> {
  const deadline = performance.now() + limits.busyMs;
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
async function begin(winscard: Winscard, place: Place, connection: Connection): Promise<Connection> {
  try {
    if (await beginInTime(winscard, place, connection.card)) return connection;
    const anew = await winscard.reconnect(connection.card);
    if (await beginInTime(winscard, place, anew.card)) return anew;
    throw new CardError('card.reset');
  } catch (error) {
    if (!isBusy(error)) await winscard.disconnect(connection.card).catch(gone);
    throw error;
  }
}

/**
 * False where the card was reset meanwhile. PC/SC has no way to stop waiting for a transaction: past the limit it is left waiting, and
 * let go again should it be given after all.
 */
async function beginInTime(winscard: Winscard, { limits, leave }: Place, card: Handle): Promise<boolean> {
  const begun = winscard.begin(card);
  if (!(await within(limits.busyMs, begun))) {
    leave(
      begun
        .then(() => winscard.end(card, false))
        .catch(gone)
        .then(() => winscard.disconnect(card))
        .catch(gone),
    );
    throw new CardError('reader.busy');
  }
  try {
    await begun;
    return true;
  } catch (error) {
    if (error instanceof CardError && error.code === 'card.reset') return false;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof CardError && error.code === 'reader.busy';
}

function nothing(error: unknown): Uint8Array {
  gone(error);
  return new Uint8Array();
}

/** Letting go of a card that is no longer there is no failure. */
function gone(error: unknown): void {
  if (!(error instanceof CardError)) throw error;
}
