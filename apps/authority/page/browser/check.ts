import { openAgent } from '@kaika/page/agent';
import { AgentProblem } from '@kaika/page/problem';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { setStep } from './step.ts';

/** How far the computer's clock may differ before logins fail, in milliseconds. */
const clockTolerance = 120_000;

/** 環境檢測: one finding after the other; the first that fails is said with its remedy. */
export function checkPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const served = Number(datum(root, 'now'));
  const opened = performance.now();
  const begin = element('begin', HTMLButtonElement);
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    say('working');
    setStep(root, null, 'waiting');
    try {
      await checkAll(root, agent, () => served + performance.now() - opened);
      say('passed');
    } catch (cause) {
      sayProblem(cause);
    } finally {
      begin.disabled = false;
    }
  });
}

async function checkAll(
  root: HTMLElement,
  agent: ReturnType<typeof openAgent>,
  now: () => number,
): Promise<void> {
  const status = await found(root, 'agent', () => agent.status());
  await found(root, 'clock', () => require(Math.abs(status.clock - now()) < clockTolerance, 'clock.wrong'));
  await found(root, 'service', () => require(status.service === 'running', 'reader.no-service'));
  const readers = await found(root, 'reader', async () => {
    const all = await agent.cards();
    require(all.length > 0, 'reader.none');
    return all;
  });
  await found(root, 'card', () => require(readers.some((reader) => reader.card !== null), 'card.none'));
}

async function found<T>(root: HTMLElement, key: string, look: () => T | Promise<T>): Promise<T> {
  setStep(root, key, 'running');
  try {
    const result = await look();
    setStep(root, key, 'done');
    return result;
  } catch (cause) {
    setStep(root, key, 'failed');
    throw cause;
  }
}

function require(holds: boolean, code: string): void {
  if (!holds) throw new AgentProblem({ code });
}
