import { openAgent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { AgentProblem } from '@kaika/page/problem';
import type { HeldReader } from '@kaika/wire/window';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { readerList } from './reader.ts';
import { go, issuedTask } from './task.ts';

/** 開卡作業 and 鎖卡解碼／重設PIN碼: detect, choose, and let the agent's window do it. */
export function operationPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const begin = element('begin', HTMLButtonElement);
  const list = readerList(root, 'ours', (reader) => {
    say(messageFor(reader));
    if (reader?.card?.kind !== 'ours') return;
    void checkCard(root, reader.card.cardNumber, () => !begin.disabled && list.chosen() === reader);
  });

  element('detect', HTMLButtonElement).addEventListener('click', async () => {
    say('detecting');
    try {
      const readers = await agent.cards();
      list.show(readers);
      refuseUnusable(readers);
    } catch (cause) {
      sayProblem(cause);
    }
  });

  element('reset', HTMLButtonElement).addEventListener('click', () => {
    list.clear();
    say('start');
  });

  begin.addEventListener('click', async () => {
    const reader = list.chosen();
    if (!reader) return say('first');
    if (reader.card?.kind !== 'ours') return sayProblem(problemOf(reader));
    begin.disabled = true;
    say('working');
    try {
      const order = { operation: datum(root, 'operation'), cardNumber: reader.card.cardNumber };
      // The task is asked for while the window opens: a window opened later than the click is blocked.
      const task = post(datum(root, 'task'), order).then(issuedTask);
      const { href, receipt } = await agent.task({ task, reader: reader.name });
      say('done');
      go(href ?? receipt?.href ?? '/certificate');
    } catch (cause) {
      sayProblem(cause);
    } finally {
      begin.disabled = false;
    }
  });
}

/** Says at once what would keep the card from the operation; where that cannot be told now, the operation itself tells. */
async function checkCard(
  root: HTMLElement,
  cardNumber: string | null,
  current: () => boolean,
): Promise<void> {
  try {
    await post(datum(root, 'check'), { operation: datum(root, 'operation'), cardNumber });
  } catch (cause) {
    const tells = cause instanceof AgentProblem && cause.code.startsWith('card.');
    if (tells && current()) sayProblem(cause);
  }
}

function messageFor(reader: HeldReader | undefined): string {
  return reader?.card?.kind === 'ours' ? 'ready' : 'choose';
}

/** Says what is missing when none of the cards found is ours. */
function refuseUnusable(readers: readonly HeldReader[]): void {
  if (readers.some((reader) => reader.card?.kind === 'ours')) return;
  if (readers.length === 0) throw new AgentProblem({ code: 'reader.none' });
  const other = readers.find((reader) => reader.card !== null);
  throw other ? problemOf(other) : new AgentProblem({ code: 'card.none' });
}

function problemOf(reader: HeldReader): AgentProblem {
  if (reader.card === null) return new AgentProblem({ code: 'card.none' });
  return new AgentProblem({ code: reader.card.kind === 'blank' ? 'card.incomplete' : 'card.not-ours' });
}
