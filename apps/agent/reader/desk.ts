import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CardError } from '@kaika/card/error';
import type { ModelId } from '@kaika/card/model';
import type { Transport } from '@kaika/card/transport';
import {
  type Attestor,
  attestorOf,
  createAttestor,
  equip,
  attestorState as stateOfAttestor,
} from '@kaika/softcard/attestor';
import { createSoftcard, fromState, type Softcard } from '@kaika/softcard/softcard';
import type { CardService, Reader } from './cardservice.ts';
import { attestorState, cardState, type DeskFace, type DeskState, deskState } from './deskstate.ts';
import { findFile, keepFile } from './file.ts';
import { createQueues } from './queue.ts';

/** A virtual card on the desk. `reader` is null while it lies beside the readers. */
export type DeskCard = {
  readonly id: string;
  readonly label: string;
  readonly at: string;
  readonly reader: string | null;
  /** Absent where nobody has looked at it yet. */
  readonly face?: DeskFace | undefined;
};

/**
 * Virtual readers and cards. They behave as real ones for whoever uses the `CardService`, and a hand can move them at any
 * moment. Each change of a card is on disk before its answer is given, so a killed process loses no spent PIN try.
 */
export type Desk = CardService & {
  /** The root certificate (DER) of the cards' attestation keys, for the authority to pin. */
  readonly attestationRoot: Uint8Array;
  cards(): readonly DeskCard[];
  /** A new reader, empty; answers its name. */
  addReader(): Promise<string>;
  /** Takes an empty reader off the desk. Throws `reader.none`, `reader.busy` (a card is in it). */
  removeReader(reader: string): Promise<void>;
  /** A blank card as from the factory, beside the readers. */
  add(label: string, model?: ModelId): Promise<DeskCard>;
  /** Names a card. Throws `card.none`. */
  rename(id: string, label: string): Promise<void>;
  /** Keeps what a card was seen to be. Throws `card.none`. */
  remember(id: string, face: DeskFace): Promise<void>;
  /** Puts a card into a reader. Throws `card.none`, `reader.none`, `reader.busy` (occupied), `card.unreadable` (its file is damaged). */
  insert(id: string, reader: string): Promise<void>;
  /** Pulls the card out, also in the middle of something: the next APDU throws `card.removed`. Throws `reader.none`. */
  pull(reader: string): Promise<void>;
  /** Throws a card away, with its keys. Throws `card.none`. */
  discard(id: string): Promise<void>;
};

export type DeskConfig = {
  /** Its own folder, made with mode 700 if missing. */
  readonly folder: string;
  readonly now: () => Date;
  /** The attestation authority; without it the desk makes one and keeps it in its folder. */
  readonly attestor?: Attestor;
};

/** Opens the desk in its folder, with two readers the first time. Throws where its files cannot be read. */
export async function openDesk(config: DeskConfig): Promise<Desk> {
  await mkdir(config.folder, { recursive: true, mode: 0o700 });
  const attestor = config.attestor ?? (await keepAttestor(config));
  const text = await findFile(join(config.folder, 'desk.json'));
  const state = text === null ? firstState() : deskState.parse(JSON.parse(text));
  const desk = new FolderDesk(config, attestor, state);
  await desk.settle();
  return desk;
}

function firstState(): DeskState {
  const readers = [1, 2].map((number) => ({ name: `Virtual Reader ${number}`, card: null }));
  return { readers, cards: [] };
}

async function keepAttestor({ folder, now }: DeskConfig): Promise<Attestor> {
  const path = join(folder, 'attestor.json');
  const text = await findFile(path);
  if (text !== null) return attestorOf(attestorState.parse(JSON.parse(text)));
  const attestor = createAttestor('Virtual Card Attestation CA', now());
  await keepFile(path, JSON.stringify(stateOfAttestor(attestor)));
  return attestor;
}

class FolderDesk implements Desk {
  readonly attestationRoot: Uint8Array;
  readonly #config: DeskConfig;
  readonly #attestor: Attestor;
  #state: DeskState;
  /** Cards that lie in readers, with power. */
  readonly #inserted = new Map<string, Softcard>();
  readonly #queues = createQueues();
  readonly #watchers = new Set<(readers: readonly Reader[]) => void>();

  constructor(config: DeskConfig, attestor: Attestor, state: DeskState) {
    this.#config = config;
    this.#attestor = attestor;
    this.attestationRoot = attestor.certificate;
    this.#state = state;
  }

  /** Gives power to the cards that lay in readers last time; one whose file is damaged or gone lies beside them. */
  async settle(): Promise<void> {
    for (const { name, card } of this.#state.readers) {
      const loaded = card === null ? null : await this.#load(card).catch(() => null);
      if (loaded !== null) this.#inserted.set(name, loaded);
      else this.#place(name, null);
    }
    await this.#save();
  }

  async readers(): Promise<readonly Reader[]> {
    return this.#seen();
  }

  async exclusive<T>(reader: string, work: (card: Transport) => Promise<T>): Promise<T> {
    return this.#queues.next(`reader ${reader}`, async () => {
      const card = this.#inserted.get(reader);
      if (!this.#state.readers.some(({ name }) => name === reader)) throw new CardError('reader.none');
      if (card === undefined) throw new CardError('card.none');
      card.powerOn();
      try {
        return await work(this.#transport(reader, card));
      } finally {
        card.powerOff();
      }
    });
  }

  watch(onChange: (readers: readonly Reader[]) => void): Disposable {
    const watcher = (readers: readonly Reader[]) => onChange(readers);
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => void this.#watchers.delete(watcher) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watchers.clear();
    await this.#queues.next('state', async () => undefined);
  }

  cards(): readonly DeskCard[] {
    const readerOf = (id: string) => this.#state.readers.find(({ card }) => card === id)?.name ?? null;
    return this.#state.cards.map((card) => ({ ...card, reader: readerOf(card.id) }));
  }

  async addReader(): Promise<string> {
    const taken = new Set(this.#state.readers.map(({ name }) => name));
    let number = 1;
    while (taken.has(`Virtual Reader ${number}`)) number += 1;
    const name = `Virtual Reader ${number}`;
    this.#state = { ...this.#state, readers: [...this.#state.readers, { name, card: null }] };
    await this.#changed();
    return name;
  }

  async removeReader(reader: string): Promise<void> {
    if (this.#reader(reader).card !== null) throw new CardError('reader.busy');
    this.#state = { ...this.#state, readers: this.#state.readers.filter(({ name }) => name !== reader) };
    await this.#changed();
  }

  async add(label: string, model: ModelId = 'softcard'): Promise<DeskCard> {
    const serialNumber = randomInt(10_000_000, 99_999_999);
    const id = randomBytes(4).toString('hex');
    const at = this.#config.now().toISOString();
    const card = createSoftcard({ serialNumber, model, attestation: equip(this.#attestor, serialNumber) });
    await this.#keep(id, card);
    this.#state = { ...this.#state, cards: [...this.#state.cards, { id, label, at }] };
    await this.#changed();
    return { id, label, at, reader: null };
  }

  async rename(id: string, label: string): Promise<void> {
    this.#card(id);
    const cards = this.#state.cards.map((card) => (card.id === id ? { ...card, label } : card));
    this.#state = { ...this.#state, cards };
    await this.#changed();
  }

  async remember(id: string, face: DeskFace): Promise<void> {
    this.#card(id);
    const cards = this.#state.cards.map((card) => (card.id === id ? { ...card, face } : card));
    this.#state = { ...this.#state, cards };
    await this.#save();
  }

  async insert(id: string, reader: string): Promise<void> {
    const { reader: where } = this.#card(id);
    if (where === reader) return;
    if (where !== null) throw new CardError('reader.busy');
    const card = await this.#load(id);
    if (this.#reader(reader).card !== null || this.#card(id).reader !== null)
      throw new CardError('reader.busy');
    this.#inserted.set(reader, card);
    this.#place(reader, id);
    await this.#changed();
  }

  async pull(reader: string): Promise<void> {
    this.#reader(reader);
    this.#inserted.get(reader)?.powerOff();
    this.#inserted.delete(reader);
    this.#place(reader, null);
    await this.#changed();
  }

  async discard(id: string): Promise<void> {
    const { reader } = this.#card(id);
    if (reader !== null) await this.pull(reader);
    this.#state = { ...this.#state, cards: this.#state.cards.filter((card) => card.id !== id) };
    await this.#changed();
    await this.#queues.next(`card ${id}`, () => rm(this.#pathOf(id), { force: true }));
  }

  /** What a card changed is on disk before its answer is out; a card that was pulled answers nothing any more. */
  #transport(reader: string, card: Softcard): Transport {
    const id = this.#reader(reader).card;
    let kept = card.revision;
    return {
      transmit: async (command) => {
        const response = await card.transmit(command);
        if (this.#inserted.get(reader) !== card) throw new CardError('card.removed');
        if (id !== null && card.revision !== kept) await this.#keep(id, card);
        kept = card.revision;
        if (this.#inserted.get(reader) !== card) throw new CardError('card.removed');
        return response;
      },
    };
  }

  #seen(): readonly Reader[] {
    return this.#state.readers.map(({ name }) => {
      const card = this.#inserted.get(name);
      return { name, card: card === undefined ? null : { atr: card.atr } };
    });
  }

  #place(reader: string, card: string | null): void {
    const readers = this.#state.readers.map((one) => (one.name === reader ? { ...one, card } : one));
    this.#state = { ...this.#state, readers };
  }

  #reader(name: string): DeskState['readers'][number] {
    const reader = this.#state.readers.find((one) => one.name === name);
    if (reader === undefined) throw new CardError('reader.none');
    return reader;
  }

  #card(id: string): DeskCard {
    const card = this.cards().find((one) => one.id === id);
    if (card === undefined) throw new CardError('card.none');
    return card;
  }

  async #load(id: string): Promise<Softcard> {
    const text = await this.#queues.next(`card ${id}`, () => findFile(this.#pathOf(id)));
    try {
      const card = fromState(cardState.parse(JSON.parse(text ?? '')));
      card.powerOff();
      return card;
    } catch (cause) {
      throw new CardError('card.unreadable', { cause });
    }
  }

  async #keep(id: string, card: Softcard): Promise<void> {
    const text = JSON.stringify(card.toState());
    await this.#queues.next(`card ${id}`, () => keepFile(this.#pathOf(id), text));
  }

  async #changed(): Promise<void> {
    await this.#save();
    for (const watcher of this.#watchers) watcher(this.#seen());
  }

  async #save(): Promise<void> {
    const write = () => keepFile(join(this.#config.folder, 'desk.json'), JSON.stringify(this.#state));
    await this.#queues.next('state', write);
  }

  #pathOf(id: string): string {
    return join(this.#config.folder, `card-${id}.json`);
  }
}
