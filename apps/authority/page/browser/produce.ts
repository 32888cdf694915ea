import { openAgent } from '@kaika/page/agent';
import { post, postTask } from '@kaika/page/answer';
import type { HeldReader } from '@kaika/wire/window';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { readerList } from './reader.ts';
import { watchRelay } from './relayed.ts';
import { setStep, stepKeys } from './step.ts';
import { go, issuedTask } from './task.ts';

/** 製卡: choose an approved application and a blank card, produce, watch. */
export function producePage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const begin = element('begin', HTMLButtonElement);
  const list = readerList(root, 'blank', (reader) => say(messageFor(reader)));

  element('detect', HTMLButtonElement).addEventListener('click', async () => {
    say('detecting');
    try {
      list.show(await agent.cards());
    } catch (cause) {
      sayProblem(cause);
    }
  });

  begin.addEventListener('click', async () => {
    const application = root.querySelector<HTMLInputElement>('input[name="application"]:checked')?.value;
    const reader = list.chosen();
    if (!application || !reader) return say('first');
    begin.disabled = true;
    say('working');
    mark(root, null);
    try {
      const task = post(datum(root, 'task'), { operation: 'produce', application }).then(issuedTask);
      const { href } = await agent.task({
        task,
        reader: reader.name,
        answer: watchRelay(postTask(), {
          stopped: () => {
            fail(root);
            say('pulled');
          },
          goesOn: () => {
            say('working');
            mark(root, null);
          },
        }),
        onProgress: ({ label }) => mark(root, label),
      });
      mark(root, 'end');
      say('done');
      go(href ?? '/officer/cards');
    } catch (cause) {
      fail(root);
      sayProblem(cause);
    } finally {
      begin.disabled = false;
    }
  });
}

function messageFor(reader: HeldReader | undefined): string {
  if (!reader?.card) return 'choose';
  return reader.card.kind === 'blank' ? 'ready' : 'not-blank';
}

/** The steps before `label` are done, its own is running. `null` begins anew, `end` ends. Labels: `generate-9a`. */
function mark(root: HTMLElement, label: string | null): void {
  const keys = stepKeys(root);
  const key = label?.split('-')[0]?.replace('prove', 'request') ?? '';
  const at = label === 'end' ? keys.length : keys.indexOf(key);
  if (label !== null && at < 0) return;
  keys.forEach((name, index) => {
    setStep(root, name, index < at ? 'done' : index === at ? 'running' : 'waiting');
  });
}

function fail(root: HTMLElement): void {
  const running = root.querySelector<HTMLElement>('.is-running');
  if (running) setStep(root, running.dataset.step ?? '', 'failed');
}
