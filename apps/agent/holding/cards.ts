import type { Transport } from '@kaika/card/transport';
import type { Problem } from '@kaika/wire/problem';
import { problemOf } from '../conversation/halt.ts';
import type { CardService } from '../reader/cardservice.ts';
import { type Holding, readHolding } from './holding.ts';

/** A reader and what lies in it. */
export type Reader = {
  readonly name: string;
  readonly holding: Holding | null;
  /** Something lies there that cannot be read. */
  readonly problem: Problem | null;
  /** A conversation holds the card right now; `holding` is what was known before. */
  readonly busy: boolean;
};

/** The card service with what its cards tell without a PIN; each card is read once after it came or was used. */
export type Cards = {
  list(): Promise<{ readonly version: number; readonly readers: readonly Reader[] }>;
  /** Counts changes: what was listed at another version may be old. */
  version(): number;
  /** Resolves as soon as the version is not the given one any more, or `gone` has fired. */
  changed(version: number, gone: AbortSignal): Promise<void>;
  /** As the card service's; afterwards the card is read again. */
  exclusive<T>(reader: string, work: (card: Transport) => Promise<T>): Promise<T>;
  /** Calls `onChange` at every change until disposed. */
  watch(onChange: () => void): Disposable;
  [Symbol.dispose](): void;
};

/**
 * Watches `service` until disposed; does not close it. A card that takes longer than `readMs` to be read is listed as busy, so that the
 * other readers do not wait for it; once it is read after all, that counts as a change.
 */
export function openCards(service: CardService, readMs = 3_000): Cards {
  return new WatchedCards(service, readMs);
}

type Known = Pick<Reader, 'holding' | 'problem'>;
const nothing: Known = { holding: null, problem: null };
const slow: Known = { holding: null, problem: { code: 'card.unreadable' } };

class WatchedCards implements Cards {
  readonly #service: CardService;
  readonly #known = new Map<string, Promise<Known>>();
  readonly #last = new Map<string, Known>();
  readonly #busy = new Map<string, number>();
  readonly #watchers = new Set<() => void>();
  readonly #watch: Disposable;
  readonly #readMs: number;
  #version = 0;

  constructor(service: CardService, readMs: number) {
    this.#service = service;
    this.#readMs = readMs;
    this.#watch = service.watch((readers) => {
      // Cards can be swapped between two looks, so whatever was known of the others is asked again too.
      for (const { name } of readers) this.#known.delete(name);
      this.#tell();
    });
  }

  async list(): Promise<{ version: number; readers: readonly Reader[] }> {
    const version = this.#version;
    const readers = await this.#service.readers();
    const listed = readers.map(async ({ name, card }) => {
      if (this.#busy.has(name)) return { name, busy: true, ...(this.#last.get(name) ?? nothing) };
      if (card === null) return { name, busy: false, ...nothing };
      const known = await this.#soon(this.#know(name));
      return { name, busy: known === null, ...(known ?? slow) };
    });
    return { version, readers: await Promise.all(listed) };
  }

  version(): number {
    return this.#version;
  }

  async changed(version: number, gone: AbortSignal): Promise<void> {
    if (version !== this.#version || gone.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#watchers.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      this.#watchers.add(done);
      gone.addEventListener('abort', done);
    });
  }

  async exclusive<T>(reader: string, work: (card: Transport) => Promise<T>): Promise<T> {
    await this.#known.get(reader)?.catch(() => nothing);
    this.#busy.set(reader, (this.#busy.get(reader) ?? 0) + 1);
    try {
      return await this.#service.exclusive(reader, work);
    } finally {
      const left = (this.#busy.get(reader) ?? 1) - 1;
      if (left === 0) this.#busy.delete(reader);
      else this.#busy.set(reader, left);
      this.#known.delete(reader);
      this.#tell();
    }
  }

  watch(onChange: () => void): Disposable {
    const watcher = () => onChange();
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => void this.#watchers.delete(watcher) };
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
    this.#tell();
  }

  /** Null where it takes longer; then its end is told as a change. */
  async #soon(known: Promise<Known>): Promise<Known | null> {
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => {
      const tell = () => this.#tell();
      known.then(tell, tell);
      resolve(null);
    }, this.#readMs);
    return Promise.race([known, late]).finally(() => clearTimeout(timer));
  }

  #know(reader: string): Promise<Known> {
    const known = this.#known.get(reader) ?? this.#read(reader);
    this.#known.set(reader, known);
    return known;
  }

  async #read(reader: string): Promise<Known> {
    const known = await this.#service.exclusive(reader, readHolding).then(
      (holding) => ({ holding, problem: null }),
      (error: unknown) => {
        const problem = problemOf(error);
        if (problem === null) throw error;
        const gone = problem.code === 'card.none' || problem.code === 'card.removed';
        return gone ? nothing : { holding: null, problem };
      },
    );
    this.#last.set(reader, known);
    return known;
  }

  #tell(): void {
    this.#version += 1;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
