import type { Context } from '../conversation/context.ts';
import type { Desk, DeskCard } from '../reader/desk.ts';
import type { DeskFace } from '../reader/deskstate.ts';
import { blankLabel } from './words.ts';

/** Looks at every card that comes into a reader, and has the desk remember it; a blank one that became somebody's gets that name. */
export function watchFaces(desk: Desk, context: Context): Disposable {
  const look = async () => {
    const { readers } = await context.cards.list();
    for (const card of desk.cards()) {
      const lying = readers.find(({ name, busy }) => name === card.reader && !busy);
      if (lying?.holding == null) continue;
      const { cardNumber, holder, kind } = lying.holding;
      const face = { cardNumber, holder, kind };
      if (!isSame(card, face)) await desk.remember(card.id, face);
      if (cardNumber !== null && card.label.startsWith(blankLabel))
        await desk.rename(card.id, holder || cardNumber);
    }
  };
  const quietly = () => void look().catch((error: unknown) => context.log.warn({ err: error }, 'desk'));
  const watch = context.cards.watch(quietly);
  quietly();
  return watch;
}

function isSame({ face }: DeskCard, seen: DeskFace): boolean {
  return face?.cardNumber === seen.cardNumber && face.holder === seen.holder && face.kind === seen.kind;
}
