import { type Agent, openAgent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { type Problem, problemIn } from '@kaika/page/problem';
import type { HeldCertificate, HeldReader } from '@kaika/wire/window';

type Panel = {
  readonly root: HTMLElement;
  readonly agent: Agent;
  /** Where the server prepares and completes. */
  readonly address: string;
  certificate: string | undefined;
};

type Order = Parameters<Agent['sign']>[0] extends infer T ? Awaited<T> : never;

/** Makes the signing page work: choose the certificate, let the server prepare, sign in the agent's window, complete. */
export function offerSigning(root: HTMLElement): void {
  const language = root.dataset.language === 'en' ? 'en' : 'zh-TW';
  const agent = openAgent({ agent: root.dataset.agent ?? '', language });
  const panel: Panel = { root, agent, address: root.dataset.sign ?? '', certificate: undefined };
  button(panel, 'choose')?.addEventListener('click', () => void attempt(panel, () => choose(panel)));
  button(panel, 'sign')?.addEventListener('click', () => void attempt(panel, () => signReport(panel)));
  // A card that can be seen without a window saves the person one step.
  void agent.peek().then(
    (readers) => offerOnlyCard(panel, readers ?? []),
    () => undefined,
  );
}

async function choose(panel: Panel): Promise<void> {
  mark(panel, 0, 'running');
  const { certificate } = await panel.agent.certificate('signature');
  take(panel, certificate);
}

/** The window opens with the click; what it is to sign comes while it loads. */
async function signReport(panel: Panel): Promise<void> {
  let preparation = '';
  const order = post(`${panel.address}/prepare`, { certificate: panel.certificate }).then((answer): Order => {
    const { preparation: id, ...rest } = Object(answer);
    preparation = String(id);
    mark(panel, 1, 'done');
    mark(panel, 2, 'running');
    return rest;
  });
  mark(panel, 1, 'running');
  const signed = await panel.agent.sign(order);
  mark(panel, 2, 'done');
  mark(panel, 3, 'running');
  await post(`${panel.address}/complete`, { preparation, signed });
  mark(panel, 3, 'done');
  location.assign(panel.root.dataset.onward ?? '/');
}

function offerOnlyCard(panel: Panel, readers: readonly HeldReader[]): void {
  const certificates = readers
    .flatMap((reader) => (reader.card?.kind === 'ours' ? reader.card.certificates : []))
    .filter((one) => one.use === 'signature');
  const [only, second] = certificates;
  if (only && !second && panel.certificate === undefined) take(panel, only);
}

function take(panel: Panel, held: HeldCertificate): void {
  panel.certificate = held.certificate;
  mark(panel, 0, 'done');
  const line = panel.root.querySelector<HTMLElement>('[data-certificate]');
  if (line) {
    line.hidden = false;
    const name = line.querySelector('strong');
    if (name) name.textContent = held.subject;
  }
  const signing = button(panel, 'sign');
  if (signing) signing.hidden = false;
  button(panel, 'choose')?.classList.add('second');
}

/** Runs one click: buttons rest meanwhile, a failure is shown and leaves the way open to try again. */
async function attempt(panel: Panel, act: () => Promise<void>): Promise<void> {
  const shown = panel.root.querySelector<HTMLElement>('[data-problem]');
  if (shown) shown.hidden = true;
  rest(panel, true);
  try {
    await act();
  } catch (thrown) {
    for (const step of panel.root.querySelectorAll('.is-running')) step.className = 'is-failed';
    if (shown) await show(shown, problemIn(thrown, 'request.failed'));
  } finally {
    rest(panel, false);
  }
}

/** The server words the problem, so that every screen has its sentences in one place. */
async function show(place: HTMLElement, problem: Problem): Promise<void> {
  const query = new URLSearchParams({ code: problem.code, ...problem.detail });
  if (problem.triesLeft !== undefined) query.set('n', String(problem.triesLeft));
  const answer = await fetch(`/problem?${query}`);
  place.innerHTML = await answer.text();
  place.hidden = false;
  place.scrollIntoView({ block: 'nearest' });
}

function rest(panel: Panel, resting: boolean): void {
  for (const name of ['choose', 'sign']) {
    const found = button(panel, name);
    if (found) found.disabled = resting;
  }
}

function mark(panel: Panel, step: number, state: 'running' | 'done'): void {
  const item = panel.root.querySelectorAll('.progress li')[step];
  if (item) item.className = `is-${state}`;
}

function button(panel: Panel, action: string): HTMLButtonElement | null {
  return panel.root.querySelector<HTMLButtonElement>(`button[data-action="${action}"]`);
}
