import assert from 'node:assert/strict';
import type { TestHouse } from './house.ts';

/** Who of the demonstration a card belongs to, as the desk calls them. */
export type Role = 'First reviewer' | 'Approver' | 'Card operator' | 'Filing examiner' | 'CPA firm';

export type CardOnDesk = {
  readonly id: string;
  readonly label: string;
  readonly reader: string | null;
  readonly cardNumber: string | null;
};

/** The hand at the desk: moves virtual cards by the desk's own addresses. */
export type Hand = {
  cards(): Promise<readonly CardOnDesk[]>;
  /** The card of one of the demonstration's people. */
  cardOf(role: Role): Promise<CardOnDesk>;
  /** Takes a blank card from the stack and answers its id. */
  blank(): Promise<string>;
  /** Leaves this card alone in the first reader. */
  putAlone(id: string): Promise<void>;
  insert(id: string, reader: string): Promise<void>;
  pull(reader: string): Promise<void>;
  /** Empties all readers. */
  clear(): Promise<void>;
};

export const [firstReader, secondReader] = ['Virtual Reader 1', 'Virtual Reader 2'] as const;

export function openHand(house: TestHouse): Hand {
  const { agent } = house.origins;
  const ask = async (path: string, form?: Readonly<Record<string, string>>): Promise<State> => {
    const response = await house.fetch(`${agent}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', origin: agent },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    assert.equal(response.status, 200, `${path}: ${response.status}`);
    return (await response.json()) as State; // our own desk's answer
  };
  const cards = async () => (await ask('/desk.json')).cards;
  const clear = async () => {
    for (const { reader } of await cards()) if (reader !== null) await ask('/desk/pull', { reader });
  };
  const insert = async (card: string, reader: string) => void (await ask('/desk/insert', { card, reader }));
  return {
    cards,
    clear,
    insert,
    pull: async (reader) => void (await ask('/desk/pull', { reader })),
    blank: async () => (await ask('/desk/add', {})).card ?? '',
    cardOf: async (role) => {
      const found = (await cards()).find(({ label }) => label.endsWith(role));
      assert.ok(found, `the desk has no card of: ${role}`);
      return found;
    },
    putAlone: async (id) => {
      await clear();
      await insert(id, firstReader);
    },
  };
}

type State = { readonly cards: readonly CardOnDesk[]; readonly card?: string | null };
