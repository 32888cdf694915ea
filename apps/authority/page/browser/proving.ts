import { openAgent } from '@kaika/page/agent';
import { datum, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { prove, text } from './proof.ts';
import { go } from './task.ts';

/** A page of an operation proved by card and PIN (`page/proof.tsx`): each button is one; the fields are its parameters. */
export function provingPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('[data-action]')];
  for (const button of buttons) {
    button.addEventListener('click', async () => {
      const parameters = read(root);
      if (parameters === null) return say('missing');
      for (const one of buttons) one.disabled = true;
      say('working');
      try {
        const answer = await prove(agent, datum(button, 'action'), parameters);
        say('done');
        go(text(answer, 'href'));
      } catch (cause) {
        sayProblem(cause);
      } finally {
        for (const one of buttons) one.disabled = false;
      }
    });
  }
}

/** The fields of the page by name; null where a required one is missing. */
function read(root: HTMLElement): Readonly<Record<string, string>> | null {
  const values: Record<string, string> = {};
  const wanted = new Set<string>();
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
    if (field.required) wanted.add(field.name);
    const choice = field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');
    if (choice && !field.checked) continue;
    if (field.value !== '') values[field.name] = field.value;
  }
  return [...wanted].every((name) => values[name] !== undefined) ? values : null;
}
