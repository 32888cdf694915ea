import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import type { Softcard } from '@kaika/softcard/softcard';
import type { Progress } from '@kaika/wire/task';
import type { Ask } from '@kaika/wire/window';
import { type DestinationStream, pino } from 'pino';
import type { Policy } from '../config.ts';
import type { DiaryEntry } from '../diary.ts';
import { openCards } from '../holding/cards.ts';
import type { JournalEntry } from '../journal.ts';
import type { CardService, Reader } from '../reader/cardservice.ts';
import { createQueues } from '../reader/queue.ts';
import { trustOf } from '../trust.ts';
import type { Context } from './context.ts';
import type { Face, Reply } from './face.ts';
import { Halt } from './halt.ts';
import type { Asking, Screen, Showing } from './screen.ts';

/** Where a card is torn out, alone or with its reader: at the n-th command from now (from 1), before the card saw it or before its answer came out. */
export type Tear = {
  readonly command: number;
  readonly when: 'before' | 'after';
  readonly reader?: boolean;
};

/** Readers and softcards in memory, for tests; a hand can put, pull and tear. */
export type Table = CardService & {
  /** Into a reader, which is plugged in if it was not. */
  put(reader: string, card: Softcard): void;
  pull(reader: string): void;
  /** Takes the reader away, with what lies in it. */
  unplug(reader: string): void;
  tear(tear: Tear): void;
  /** How many commands cards got so far. */
  readonly commands: number;
  service: 'running' | 'absent';
};

export function openTable(...names: readonly string[]): Table {
  return new MemoryTable(names);
}

class MemoryTable implements Table {
  service: 'running' | 'absent' = 'running';
  commands = 0;
  #names: readonly string[];
  readonly #cards = new Map<string, Softcard>();
  readonly #watchers = new Set<(readers: readonly Reader[]) => void>();
  readonly #queues = createQueues();
  #torn: Tear | null = null;

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  async readers(): Promise<readonly Reader[]> {
    if (this.service === 'absent') throw new CardError('reader.no-service');
    return this.#seen();
  }

  exclusive<T>(reader: string, work: (card: Transport) => Promise<T>): Promise<T> {
    return this.#queues.next(reader, async () => {
      const card = this.#cards.get(reader);
      if (!this.#names.includes(reader)) throw new CardError('reader.none');
      if (card === undefined) throw new CardError('card.none');
      card.powerOn();
      try {
        return await work({ transmit: (command) => this.#transmit(reader, card, command) });
      } finally {
        card.powerOff();
      }
    });
  }

  watch(onChange: (readers: readonly Reader[]) => void): Disposable {
    this.#watchers.add(onChange);
    return { [Symbol.dispose]: () => void this.#watchers.delete(onChange) };
  }

  put(reader: string, card: Softcard): void {
    if (!this.#names.includes(reader)) this.#names = [...this.#names, reader];
    this.#cards.set(reader, card);
    this.#tell();
  }

  pull(reader: string): void {
    this.#cards.delete(reader);
    this.#tell();
  }

  unplug(reader: string): void {
    this.#names = this.#names.filter((name) => name !== reader);
    this.pull(reader);
  }

  tear(tear: Tear): void {
    this.#torn = { ...tear, command: this.commands + tear.command };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watchers.clear();
  }

  async #transmit(reader: string, card: Softcard, command: Uint8Array): Promise<Uint8Array> {
    this.#expect(reader, card);
    this.commands += 1;
    const torn = this.#torn?.command === this.commands ? this.#torn : null;
    const tearOut = () => (torn?.reader === true ? this.unplug(reader) : this.pull(reader));
    if (torn?.when === 'before') tearOut();
    this.#expect(reader, card);
    const response = await card.transmit(command);
    if (torn?.when === 'after') tearOut();
    this.#expect(reader, card);
    return response;
  }

  #expect(reader: string, card: Softcard): void {
    if (this.#cards.get(reader) !== card) throw new CardError('card.removed');
  }

  #seen(): readonly Reader[] {
    return this.#names.map((name) => {
      const card = this.#cards.get(name);
      return { name, card: card === undefined ? null : { atr: card.atr } };
    });
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher(this.#seen());
  }
}

/** What a scripted person and page do; what is missing must not be asked. */
export type Script = {
  readonly ask?: (screen: Asking) => Reply | Promise<Reply>;
  /** Runs when something is waited for; then the wait goes on. Throwing ends it. */
  readonly wait?: (screen: Showing) => void;
  readonly carry?: (ask: Ask, body: unknown) => Promise<unknown>;
};

export type ScriptedFace = Face & { readonly screens: readonly Screen[]; readonly told: readonly Progress[] };

/** A face that follows a script and keeps what it was shown. */
export function scriptedFace(origin: string, script: Script): ScriptedFace {
  const screens: Screen[] = [];
  const told: Progress[] = [];
  return {
    origin,
    screens,
    told,
    show: (screen) => void screens.push(screen),
    async ask(screen) {
      screens.push(screen);
      if (script.ask === undefined) throw new Error(`nobody answers ${screen.kind}`);
      return script.ask(screen);
    },
    async wait(screen, until) {
      screens.push(screen);
      const gone = AbortSignal.timeout(5000);
      const waiting = until(gone);
      if (script.wait === undefined) throw new Error('nobody answers a wait');
      script.wait(screen);
      const result = await waiting;
      gone.throwIfAborted();
      return result;
    },
    async carry(ask, body) {
      if (script.carry === undefined) throw new Error(`nobody carries ${ask}`);
      return script.carry(ask, body);
    },
    progress: (progress) => void told.push(progress),
  };
}

/** A form as a person fills it in. */
export function typed(fields: Readonly<Record<string, string>>, choice = 'go'): Reply {
  const bytes = Object.entries(fields).map(
    ([name, value]) => [name, new TextEncoder().encode(value)] as const,
  );
  return { choice, fields: new Map(bytes) };
}

/** The person closes the window. */
export function leave(): never {
  throw new Halt('agent.cancelled');
}

/** An agent's context over a table; `log` hears what is logged. */
export function sampleContext(
  table: CardService,
  parts: {
    readonly policy?: Partial<Policy>;
    readonly now?: () => Date;
    readonly log?: DestinationStream;
    /** So long a card may take to be read before the others go on without it. */
    readonly readMs?: number;
  } = {},
): Context & { readonly entries: DiaryEntry[] } {
  const policy: Policy = { authorities: [], origins: [], ...parts.policy };
  let data = { phrase: '測試', sites: [] as readonly string[] };
  const settings = {
    current: () => ({ phrase: data.phrase, sites: [...data.sites] }),
    save: async (next: typeof data) => {
      data = next;
    },
  };
  const entries: DiaryEntry[] = [];
  return {
    cards: openCards(table, parts.readMs),
    trust: trustOf(policy, settings),
    journal: sampleJournal(),
    diary: { recent: () => entries, add: async (entry) => void entries.unshift(entry) },
    usedTasks: new Set(),
    version: '0.0.0',
    now: parts.now ?? (() => new Date()),
    log: pino({ level: 'trace' }, parts.log ?? { write: () => undefined }),
    entries,
  };
}

function sampleJournal() {
  const entries = new Map<string, JournalEntry>();
  return {
    of: (origin: string) => [...entries.values()].filter((entry) => entry.origin === origin),
    add: async (entry: JournalEntry) => void entries.set(entry.confirm.task, entry),
    remove: async (task: string) => void entries.delete(task),
  };
}
