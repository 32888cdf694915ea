import type { Agent } from '@kaika/page/agent';
import { AgentProblem } from '@kaika/page/problem';
import { openVisitor, type Visitor } from '../visitor.ts';
import type { Proof, Walk } from '../walk.ts';
import { applicant } from './apply.ts';
import { askStatus } from './status.ts';

/** The holder activates: a wrong user code is counted, the right one sets the PIN, the certificates become good. */
export async function activate(walk: Walk): Promise<Proof> {
  const { origins, agent, fetch, desk, found } = walk;
  const at = origins.authority;
  await desk.insert(found.deskCard);
  const holder = openVisitor(fetch);
  const detected = (await agent(at, { pin: '' }).cards()).find(
    ({ card }) => card?.cardNumber === found.cardNumber,
  );
  if (!detected?.card) throw new Error('the agent does not see the card');
  const early = await refusalOf(() => logIn(walk, applicant.pin));
  const { pin, userCode } = applicant;
  const wrong = `${userCode.toLowerCase()}x`;
  const { receipt } = await run(walk, holder, agent(at, { pin, newPin: pin, userCodes: [wrong, userCode] }));
  if (!receipt) throw new Error('no receipt came back');
  const { status } = await askStatus(walk, found.cardNumber);
  if (status !== 'good') throw new Error(`after activation OCSP says ${status}`);
  const again = await refusalOf(() =>
    run(walk, holder, agent(at, { pin, newPin: pin, userCodes: [userCode] })),
  );
  return {
    what: '開卡成功: activated with user code, first PIN set in the agent\u2019s window',
    facts: {
      holder: detected.card.holder,
      'log-in before activation': `refused before any PIN (${early})`,
      receipt: receipt.number,
      'OCSP after activation': status,
      'activating again': `refused (${again})`,
    },
  };
}

async function run({ origins, found }: Walk, holder: Visitor, agent: Agent) {
  const at = origins.authority;
  const task = holder
    .ask(`${at}/api/task`, { operation: 'activate', cardNumber: found.cardNumber })
    .then((answer) => String(Object(answer).task));
  return agent.task({
    task,
    answer: (ask, body) => holder.ask(`${at}/api/task/${String(Object(body).task)}/${ask}`, body),
  });
}

/** Tries to sign in at the authority with the card in the reader. */
async function logIn({ origins, agent, visitor }: Walk, pin: string): Promise<void> {
  const at = origins.authority;
  const person = visitor();
  await person.read(`${at}/officer/sign-in`);
  const nonce = person.ask(`${at}/api/officer/nonce`, {}).then((answer) => String(Object(answer).nonce));
  await agent(at, { pin }).authenticate({
    nonce,
    status: (question) => person.ask(`${at}/api/officer/status`, question),
  });
}

/** The code with which something is refused; an error when it is not. */
export async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (refusal) {
    if (refusal instanceof AgentProblem) return refusal.code;
    if (refusal instanceof Error && 'code' in refusal) return String(refusal.code);
    throw refusal;
  }
  throw new Error('something that must be refused was not');
}
