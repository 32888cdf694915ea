import { changePin, pinTries } from '@kaika/card/pin';
import type { Problem } from '@kaika/wire/problem';
import { problemOf } from '../conversation/halt.ts';
import { type Picked, withCard } from '../conversation/pick.ts';
import { changeFault } from '../conversation/secrets.ts';
import type { Cards } from '../holding/cards.ts';

/** What was typed, as bytes; `triesShown` is what the form said. */
export type PinChange = {
  readonly oldPin: Uint8Array;
  readonly newPin: Uint8Array;
  readonly newPinAgain: Uint8Array;
  readonly triesShown: number | null;
};

/**
 * Changes the PIN of the card in a reader; answers null, or why not. What is wrong with the new one is found before a try is spent,
 * and the last try is not spent unless the form said so. All bytes are overwritten.
 */
export async function changeCardPin(
  cards: Cards,
  picked: Picked,
  change: PinChange,
): Promise<Problem | null> {
  const { oldPin, newPin, newPinAgain, triesShown } = change;
  try {
    const fault = changeFault({ oldPin, newPin, newPinAgain }, picked.holding);
    if (fault !== null) return { code: fault };
    return await withCard(cards, picked, async (card) => {
      const left = await pinTries(card);
      if (left === 0) return { code: 'pin.blocked' };
      if (left === 1 && triesShown !== 1) return { code: 'pin.wrong', triesLeft: 1 };
      await changePin(card, oldPin, newPin);
      return null;
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return problem;
  } finally {
    for (const typed of [oldPin, newPin, newPinAgain]) typed.fill(0);
  }
}
