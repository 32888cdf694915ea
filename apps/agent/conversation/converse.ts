import type { AgentRequest, AgentResult } from '@kaika/wire/window';
import { authenticate } from './authenticate.ts';
import { changePin } from './changepin.ts';
import { resendConfirmations } from './confirm.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { Halt } from './halt.ts';
import { chooseCertificate, tellCards, tellStatus } from './look.ts';
import { recode } from './recode.ts';
import { relay } from './relay.ts';
import { outcomes, setPin } from './setpin.ts';
import { sign } from './sign.ts';
import { verifyTask } from './verify.ts';
import { viewCard } from './view.ts';

/** Carries out what a page asked, with the person in front of the window. Rejects with `Halt` or `CardError`. */
export function converse(face: Face, request: AgentRequest, context: Context): Promise<AgentResult> {
  switch (request.do) {
    case 'status':
      return tellStatus(face, context);
    case 'cards':
      return tellCards(face, context);
    case 'certificate':
      return chooseCertificate(face, request, context);
    case 'authenticate':
      return authenticate(face, request, context);
    case 'change-pin':
      return changePin(face, request, context);
    case 'view':
      return viewCard(face, context);
    case 'sign':
      return sign(face, request, context);
    case 'task':
      return carryOut(face, request, context);
  }
}

async function carryOut(
  face: Face,
  request: Extract<AgentRequest, { do: 'task' }>,
  context: Context,
): Promise<AgentResult> {
  const task = await verifyTask(request.task, face.origin, context);
  const { operation, cardNumber } = task.claims;
  if (operation === 'produce' || operation === 'write') {
    await resendConfirmations(face, { cardNumber: null, result: null }, context);
    return relay(face, { ...task, operation, reader: request.reader }, context);
  }
  if (cardNumber === null) throw new Halt('task.not-authentic');
  const wanted = {
    slot: '9a',
    fits: (holding: { readonly cardNumber: string | null }) => holding.cardNumber === cardNumber,
    otherwise: 'task.mismatch',
    cardNumber,
    reader: request.reader,
  } as const;
  if (operation === 'recode') return recode(face, { ...task, cardNumber, wanted }, context);
  const receipt = await resendConfirmations(face, { cardNumber, result: outcomes[operation] }, context);
  if (receipt !== null) return { do: 'task', receipt };
  return setPin(face, { ...task, operation, cardNumber, wanted }, context);
}
