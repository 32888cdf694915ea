import { CardError, type CardErrorCode } from '@kaika/card/error';
import { type Functions, type Handle, loadFunctions, type ReaderState } from './abi.ts';

/**
 * The PC/SC functions as promises (PC/SC part 5; the same names on Windows, macOS and pcsc-lite, other widths). Handles are opaque.
 * Every return code but success is thrown as a `CardError`; calls that wait run on another thread.
 */
export type Winscard = {
  establish(): Promise<Handle>;
  /** Not waited for: it may hang where a card does. */
  release(context: Handle): void;
  /** Names of all readers; none is an empty list. */
  list(context: Handle): Promise<readonly string[]>;
  /** Waits until a reader's state differs from what is handed in. False: time ran out. */
  change(context: Handle, timeoutMs: number, states: ReaderState[]): Promise<boolean>;
  connect(context: Handle, reader: string): Promise<Connection>;
  reconnect(card: Handle): Promise<Connection>;
  begin(card: Handle): Promise<void>;
  transmit(connection: Connection, command: Uint8Array): Promise<Uint8Array>;
  /** A word to the reader itself, and its answer. */
  control(card: Handle, code: number, input: Uint8Array): Promise<Uint8Array>;
  /** `reset` forgets every login on the card. */
  end(card: Handle, reset: boolean): Promise<void>;
  disconnect(card: Handle): Promise<void>;
};

export type Connection = { readonly card: Handle; readonly protocol: number };

/** Bits of the state words, and the name under which a change of the list of readers is reported. */
export const state = { unaware: 0, changed: 0x02, empty: 0x10, present: 0x20, mute: 0x200 } as const;
export const listOfReaders = '\\\\?PnP?\\Notification';

/** Opens the system's PC/SC library. Throws `CardError` `reader.no-service` where there is none. */
export function openWinscard(): Winscard {
  try {
    return bind(loadFunctions());
  } catch (cause) {
    throw new CardError('reader.no-service', { cause });
  }
}

const codes: ReadonlyMap<number, CardErrorCode> = new Map<number, CardErrorCode>([
  [0x8010_0003, 'reader.no-service'],
  [0x8010_0013, 'reader.no-service'],
  [0x8010_001d, 'reader.no-service'],
  [0x8010_001e, 'reader.no-service'],
  [0x8010_0009, 'reader.none'],
  [0x8010_0017, 'reader.none'],
  [0x8010_002e, 'reader.none'],
  [0x8010_000b, 'reader.busy'],
  [0x8010_000c, 'card.none'],
  [0x8010_0016, 'card.removed'],
  [0x8010_0068, 'card.reset'],
  [0x8010_0069, 'card.removed'],
  [0x8010_000f, 'card.unreadable'],
  [0x8010_0065, 'card.unreadable'],
  [0x8010_0066, 'card.unreadable'],
  [0x8010_0067, 'card.unreadable'],
]);
const timedOut = 0x8010_000a;
const noReaders = 0x8010_002e;

function check(rc: number): void {
  if (rc === 0) return;
  throw new CardError(codes.get(rc) ?? 'card.unreadable', { cause: new Error(`PC/SC ${rc.toString(16)}`) });
}

/** The longest response: extended length and the status word. */
const longestResponse = 65538;
const longestControl = 264;
const shared = 2;
const anyProtocol = 3;
const leave = 0;
const resetCard = 1;
const system = 2;

function bind(call: Functions): Winscard {
  return {
    async establish() {
      const context: Handle[] = [0];
      check(await call.establish(system, null, null, context));
      return first(context);
    },
    release: (context) => void call.release(context).catch(() => undefined),
    list: (context) => listReaders(call, context),
    async change(context, timeoutMs, states) {
      const rc = await call.change(context, timeoutMs, states, states.length);
      if (rc !== timedOut) check(rc);
      return rc !== timedOut;
    },
    async connect(context, reader) {
      const [card, protocol]: [Handle[], number[]] = [[0], [0]];
      check(await call.connect(context, reader, shared, anyProtocol, card, protocol));
      return { card: first(card), protocol: first(protocol) };
    },
    async reconnect(card) {
      const protocol: number[] = [0];
      check(await call.reconnect(card, shared, anyProtocol, leave, protocol));
      return { card, protocol: first(protocol) };
    },
    begin: async (card) => check(await call.begin(card)),
    transmit: (connection, command) => transmit(call, connection, command),
    async control(card, code, input) {
      const answer = new Uint8Array(longestControl);
      const length = [0];
      check(await call.control(card, code, input, input.length, answer, answer.length, length));
      return answer.slice(0, first(length));
    },
    end: async (card, reset) => check(await call.end(card, reset ? resetCard : leave)),
    disconnect: async (card) => check(await call.disconnect(card, leave)),
  };
}

async function transmit(
  call: Functions,
  { card, protocol }: Connection,
  command: Uint8Array,
): Promise<Uint8Array> {
  const response = new Uint8Array(longestResponse);
  const length = [longestResponse];
  const sent = protocol === 1 ? withoutLe(command) : command;
  const header = { dwProtocol: protocol, cbPciLength: call.headerBytes };
  check(await call.transmit(card, header, sent, sent.length, null, response, length));
  return response.slice(0, first(length));
}

/** T=0 has no Le where there are data (ISO 7816-3 §12.1.2); the card says 61xx instead. */
function withoutLe(command: Uint8Array): Uint8Array {
  const lc = command[4] ?? 0;
  return lc > 0 && command.length === 6 + lc ? command.subarray(0, -1) : command;
}

async function listReaders(call: Functions, context: Handle): Promise<readonly string[]> {
  const length = [0];
  const rc = await call.list(context, null, null, length);
  if (rc === noReaders) return [];
  check(rc);
  const names = new Uint8Array(first(length));
  const second = await call.list(context, null, names, length);
  if (second === noReaders) return [];
  check(second);
  return Buffer.from(names)
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}

function first<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new CardError('reader.no-service');
  return value;
}
