import { z } from 'zod';

const deskState = z.object({
  readers: z.array(z.object({ name: z.string(), occupied: z.boolean() })),
  cards: z.array(z.object({ id: z.string(), label: z.string(), reader: z.string().nullable() })),
  people: z.array(
    z.object({ role: z.string(), cardNumber: z.string(), pin: z.string(), userCode: z.string() }),
  ),
  card: z.string().nullish(),
});
type DeskState = z.infer<typeof deskState>;

/** One of the demonstration's people, as the desk lists them. */
export type Person = DeskState['people'][number];

/** The hand that moves virtual cards, over the desk's public forms. */
export type Desk = {
  readonly people: () => Promise<readonly Person[]>;
  /** A blank card; answers its id. */
  readonly take: (label: string) => Promise<string>;
  /** Puts the card (by id, label, or the role that ends its label) into the first reader and every other card out of the readers. */
  readonly insert: (card: string) => Promise<void>;
};

export function openDesk(agent: string, fetch: typeof globalThis.fetch): Desk {
  const look = async () => deskState.parse(await (await fetch(`${agent}/desk.json`)).json());
  const move = async (what: string, fields: Readonly<Record<string, string>>) => {
    const headers = { origin: agent, accept: 'application/json' };
    const body = new URLSearchParams(fields);
    const response = await fetch(`${agent}/desk/${what}`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`the desk refused ${what}: ${await response.text()}`);
    return deskState.parse(await response.json());
  };
  return {
    people: async () => (await look()).people,
    take: async (label) => (await move('add', { label })).card ?? '',
    insert: async (wanted) => {
      const state = await look();
      for (const { reader } of state.cards) if (reader !== null) await move('pull', { reader });
      const card = state.cards.find(
        ({ id, label }) => id === wanted || label === wanted || label.endsWith(` ${wanted}`),
      );
      const reader = state.readers[0]?.name;
      if (!card || !reader) throw new Error(`the desk has no card ${wanted}`);
      await move('insert', { card: card.id, reader });
    },
  };
}
