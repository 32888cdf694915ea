import type { Context } from '../conversation/context.ts';
import type { Holding } from '../holding/holding.ts';
import type { Desk, DeskCard } from '../reader/desk.ts';
import { blankLabel } from './words.ts';

/** What the cards of the desk are known to be: each is known once it has lain in a reader. */
export type Faces = { of(card: DeskCard): Holding | null } & Disposable;

/** Looks at every card that comes into a reader; a blank one that became somebody's gets that name. */
export function watchFaces(desk: Desk, context: Context): Faces {
  const known = new Map<string, Holding>();
  const look = async () => {
    const { readers } = await context.cards.list();
    for (const card of desk.cards()) {
      const lying = readers.find(({ name, busy }) => name === card.reader && !busy);
      if (lying?.holding == null) continue;
      known.set(card.id, lying.holding);
      const { cardNumber, holder } = lying.holding;
      if (cardNumber !== null && card.label.startsWith(blankLabel))
        await desk.rename(card.id, holder || cardNumber);
    }
  };
  const quietly = () => void look().catch((error: unknown) => context.log.warn({ err: error }, 'desk'));
  const watch = context.cards.watch(quietly);
  quietly();
  return { of: ({ id }) => known.get(id) ?? null, [Symbol.dispose]: () => watch[Symbol.dispose]() };
}
