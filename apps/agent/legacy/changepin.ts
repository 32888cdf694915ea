import type { Problem } from '@kaika/wire/problem';
import { changeCardPin } from '../card-manager/changepin.ts';
import { bytesOf, type Face } from '../conversation/face.ts';
import { Halt, isCurable } from '../conversation/halt.ts';
import { type Picked, withPicked } from '../conversation/pick.ts';
import { lineOf } from '../holding/holding.ts';
import type { LegacyContext } from './asker.ts';
import type { LegacyPackage } from './package.ts';

/**
 * `changeUserPINCode`: old and new PIN are typed in our window, whatever the page sent. What is wrong is asked again. Throws `Halt`
 * `pin.blocked`, `agent.cancelled`.
 */
export async function changeUserPin(
  face: Face,
  request: LegacyPackage,
  context: LegacyContext,
): Promise<void> {
  const cardNumber = request.value('cardid') ?? '';
  await withPicked(face, context.cards, {
    wanted: {
      slot: '9a',
      fits: (holding) => holding.cardNumber === cardNumber,
      otherwise: 'task.mismatch',
      cardNumber,
      reader: request.value('readername') ?? request.value('slotDescription') ?? undefined,
    },
    work: (picked) => changeOn(face, picked, context),
  });
}

async function changeOn(face: Face, picked: Picked, context: LegacyContext): Promise<void> {
  const card = lineOf(picked.reader, picked.holding, '9a');
  const alphabet = picked.holding.model.pinAlphabet;
  let triesLeft = picked.holding.pinTriesLeft;
  let problem: Problem | null = null;
  for (;;) {
    if (triesLeft === 0) throw new Halt('pin.blocked');
    const screen = { kind: 'change-pin', card, alphabet, triesLeft } as const;
    const reply = await face.ask(problem === null ? screen : { ...screen, problem });
    face.show({ kind: 'working', work: 'writing' });
    problem = await changeCardPin(context.cards, picked, {
      oldPin: bytesOf(reply, 'oldPin'),
      newPin: bytesOf(reply, 'newPin'),
      newPinAgain: bytesOf(reply, 'newPinAgain'),
      triesShown: triesLeft,
    });
    if (problem === null) return;
    if (problem.code === 'pin.blocked' || isCurable(problem.code) || problem.code === 'task.mismatch')
      throw new Halt(problem);
    triesLeft = problem.triesLeft ?? triesLeft;
  }
}
