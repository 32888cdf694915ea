import { openAgent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { AgentProblem } from '@kaika/page/problem';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { go } from './task.ts';

/** An officer signs in: nonce, the agent's window, token. */
export function signInPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const begin = element('begin', HTMLButtonElement);
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    say('working');
    try {
      const nonce = post(datum(root, 'nonce'), {}).then((answer) => text(answer, 'nonce'));
      const token = await agent.authenticate({
        nonce,
        status: (question) => post(datum(root, 'status'), question),
      });
      const answer = await post(datum(root, 'session'), { token });
      say('done');
      go(text(answer, 'href'));
    } catch (cause) {
      sayProblem(cause);
    } finally {
      begin.disabled = false;
    }
  });
}

function text(answer: unknown, name: 'nonce' | 'href'): string {
  const value = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  if (typeof value !== 'string') throw new AgentProblem({ code: 'request.failed' });
  return value;
}
