import { openAgent } from '@kaika/page/agent';
import { post, postTask } from '@kaika/page/answer';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { watchRelay } from './relayed.ts';
import { setStep, stepKeys } from './step.ts';
import { go, issuedTask } from './task.ts';

/** 寫入卡片: the authority writes to the card through the agent; the list shows how far it is. */
export function writePage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const begin = element('begin', HTMLButtonElement);
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    say('working');
    setStep(root, null, 'waiting');
    try {
      const task = post(datum(root, 'task'), { secret: datum(root, 'secret') }).then(issuedTask);
      const { href } = await agent.task({
        task,
        answer: watchRelay(postTask(), {
          stopped: () => {
            fail(root);
            say('pulled');
          },
          goesOn: () => say('working'),
        }),
        onProgress: ({ label }) => mark(root, label),
      });
      for (const key of stepKeys(root)) setStep(root, key, 'done');
      say('done');
      go(href ?? '/certificate');
    } catch (cause) {
      fail(root);
      sayProblem(cause);
    } finally {
      begin.disabled = false;
    }
  });
}

/** The steps before that of `label` (`write-9a` is of `write`) are done, its own is running. */
function mark(root: HTMLElement, label: string): void {
  const keys = stepKeys(root);
  const at = keys.indexOf(label.split('-')[0] ?? '');
  if (at < 0) return;
  keys.forEach((key, index) => {
    setStep(root, key, index < at ? 'done' : index === at ? 'running' : 'waiting');
  });
}

function fail(root: HTMLElement): void {
  const running = root.querySelector<HTMLElement>('.is-running');
  if (running) setStep(root, running.dataset.step ?? '', 'failed');
}
