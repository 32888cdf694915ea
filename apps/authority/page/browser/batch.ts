import { openAgent } from '@kaika/page/agent';
import { post, postTask } from '@kaika/page/answer';
import { AgentProblem } from '@kaika/page/problem';
import type { HeldReader } from '@kaika/wire/window';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';
import { watchRelay } from './relayed.ts';
import { openStation, type Station } from './station.ts';
import { issuedTask } from './task.ts';

const lookEveryMs = 2000;
const refreshEveryMs = 5000;

/** 批次製卡: a station for each reader; each takes the next card of the queue, and all work side by side. */
export function batchPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const stations = new Map<string, Station>();
  const place = element('stations', HTMLUListElement);
  const show = (readers: readonly HeldReader[]) => {
    if (readers.length > 0) document.getElementById('message')?.replaceChildren();
    for (const reader of readers) {
      const known = stations.get(reader.name) ?? openStation(root, reader.name);
      if (!stations.has(reader.name)) {
        stations.set(reader.name, known);
        place.append(known.item);
        known.onNext(() => produce(root, agent, known));
      }
      known.hold(reader.card);
    }
    for (const [name, station] of stations) {
      if (station.busy() || readers.some((reader) => reader.name === name)) continue;
      station.item.remove();
      stations.delete(name);
    }
  };
  element('detect', HTMLButtonElement).addEventListener('click', async () => {
    say('detecting');
    try {
      const readers = await agent.cards();
      show(readers);
      if (readers.length === 0) sayProblem(new AgentProblem({ code: 'reader.none' }));
    } catch (cause) {
      sayProblem(cause);
    }
  });
  const look = async () => {
    const readers = await agent.peek().catch(() => null);
    if (readers !== null && readers.length > 0) show(readers);
  };
  void look();
  setInterval(() => void look(), lookEveryMs);
  setInterval(() => void refresh(), refreshEveryMs);
}

/** Takes the next card and makes it in this reader's own window and conversation. */
async function produce(
  root: HTMLElement,
  agent: ReturnType<typeof openAgent>,
  station: Station,
): Promise<void> {
  let application: string | null = null;
  station.begin();
  const taken = post(datum(root, 'next'), { reader: station.name });
  try {
    const { href } = await agent.task({
      task: taken.then((answer) => {
        application = textOf(answer, 'application');
        station.take(textOf(answer, 'holder'));
        void refresh();
        return issuedTask(answer);
      }),
      reader: station.name,
      answer: watchRelay(postTask(), {
        stopped: () => station.pulled(),
        goesOn: () => station.goesOn(),
      }),
      onProgress: (progress) => station.step(progress),
    });
    station.end((href ?? '').split('/').at(-1) ?? '');
  } catch (cause) {
    station.fail(cause);
    // Where a card was begun, the authority keeps it as half-done; where none was, the next operator gets it.
    if (application !== null && !station.begun())
      await post(datum(root, 'back'), { application }).catch(() => {});
  }
  await refresh();
}

function textOf(answer: unknown, name: string): string {
  if (typeof answer !== 'object' || answer === null) return '';
  return String(Object.entries(answer).find(([key]) => key === name)?.[1] ?? '');
}

const parts = ['summary', 'lines'] as const;

/** Shows how the batch stands, as the server renders it; what somebody is using is left alone. When all is made, the stations go. */
async function refresh(): Promise<void> {
  if (document.hidden || document.querySelector('dialog[open]') !== null) return;
  const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (response === null || !response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const id of parts) {
    const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
    if (old === null || now === null || old.contains(document.activeElement)) continue;
    if (old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
  }
  const root = document.getElementById('batch');
  const isOver = fresh.getElementById('batch') === null && root?.querySelector('.is-running') === null;
  if (root !== null) root.hidden = isOver;
}
