import { changeCardPin } from '../card-manager/changepin.ts';
import { managerWords } from '../card-manager/words.ts';
import { Halt } from '../conversation/halt.ts';
import type { Outcome } from './outcome.ts';
import { openSecrets, type Secrets } from './secret.ts';
import { note, pickOne, type Visit, withCards } from './visit.ts';

/** `change-pin`. The new PIN is typed twice; a file descriptor gives it once. */
export function changePinOf(
  visit: Visit,
  options: { readonly reader?: string | undefined; readonly pinFd: number | null },
): Promise<Outcome> {
  const { shell, words, common } = visit;
  const secrets = openSecrets(shell, words, options.pinFd);
  return withCards(visit, async (cards) => {
    const picked = await pickOne(visit, cards, options.reader);
    const { pinTriesLeft } = picked.holding;
    if (pinTriesLeft === 0) throw new Halt('pin.blocked');
    const left = pinTriesLeft === null ? '' : ` (${words.triesLeft(pinTriesLeft)})`;
    const typed = await typePins(secrets, visit, left);
    const problem = await changeCardPin(cards, picked, { ...typed, triesShown: pinTriesLeft });
    await note(visit, 'change-pin', problem?.code ?? 'done');
    const data = { cardNumber: picked.holding.cardNumber };
    return { data, lines: problem === null ? [managerWords(common.language).pinChanged] : [], problem };
  });
}

async function typePins(secrets: Secrets, { words }: Visit, left: string) {
  const typed: Uint8Array[] = [];
  try {
    for (const prompt of [words.oldPin + left, words.newPin]) typed.push(await secrets.ask(prompt));
    const [oldPin = new Uint8Array(), newPin = new Uint8Array()] = typed;
    const newPinAgain = secrets.isTyped ? await secrets.ask(words.newPinAgain) : newPin.slice();
    return { oldPin, newPin, newPinAgain };
  } catch (error) {
    for (const one of typed) one.fill(0);
    throw error;
  }
}
