import { type Agent, openAgent } from '@kaika/page/agent';
import { loopbackPermission, thisBrowser } from '@kaika/page/browser';
import { isLoopback } from '@kaika/page/direct';
import { converse } from '@kaika/page/popup';
import { AgentProblem } from '@kaika/page/problem';
import type { AgentStatus, HeldReader } from '@kaika/wire/window';
import { type Lines, linesOf } from './checkline.ts';
import { datum, element, pageLanguage } from './element.ts';
import {
  type Filled,
  judgeClock,
  judgePermission,
  judgeReaders,
  judgeStatus,
  type Line,
  silent,
  type Verdict,
  type Verdicts,
} from './judge.ts';
import { say } from './message.ts';
import { reportOf } from './report.ts';
import { isHandheld } from './visitor.ts';

/** 環境檢測: a line each, well or with its remedy; each can be looked at again by itself. */
export function checkPage(root: HTMLElement): void {
  const check = environmentOf(root);
  const lines = linesOf(root);
  const begin = element('begin', HTMLButtonElement);
  offerCopy();
  if (isHandheld(navigator.userAgent, navigator.maxTouchPoints)) {
    say('handheld');
    begin.hidden = true;
  }
  const run = async (look: () => Promise<void>) => {
    say('working');
    await look();
    conclude(root, lines);
  };
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    lines.begin();
    await run(async () => {
      // The window first, while the click counts.
      const window = check.window();
      lines.put({ clock: await check.clock(), permission: await check.permission() });
      lines.put(await window);
    });
    begin.disabled = false;
  });
  lines.onAgain((key) => {
    lines.begin([key]);
    void run(async () => lines.put(await again(check, key)));
  });
}

type Environment = {
  /** Opens the agent's window: whether it may open, and all the agent says in it. Call it from a click. */
  window(): Promise<Verdicts>;
  /** The same without a window where the browser allows it. */
  status(): Promise<Verdicts>;
  /** Asks for the cards, which lets the person trust the site. */
  trust(): Promise<Verdicts>;
  permission(): Promise<Verdict>;
  /** As `permission`, after letting the browser ask the person. */
  askPermission(): Promise<Verdict>;
  clock(): Promise<Verdict>;
};

async function again(check: Environment, key: Line): Promise<Verdicts> {
  if (key === 'clock') return { clock: await check.clock() };
  if (key === 'permission') return { permission: await check.askPermission() };
  if (key === 'popup') return check.window();
  return key === 'trust' ? check.trust() : check.status();
}

function environmentOf(root: HTMLElement): Environment {
  const browser = thisBrowser();
  const origin = datum(root, 'agent');
  const settings = { agent: origin, language: pageLanguage() };
  const agent = openAgent(settings);
  const oldest = datum(root, 'oldest');
  const permission = async () => judgePermission(await loopbackPermission(), isLoopback(browser.hostname));
  const answer = () => Promise.reject(new AgentProblem({ code: 'agent.request-bad' }));
  return {
    permission,
    status: () => spoken(() => agent.status(), oldest),
    trust: () => trusted(agent),
    async window() {
      try {
        const result = await converse(browser, { ...settings, request: { do: 'status' }, answer });
        return {
          popup: { is: 'good' },
          ...(result.do === 'status' ? judgeStatus(result.status, oldest) : {}),
        };
      } catch (cause) {
        const code = codeOf(cause);
        if (code !== 'agent.popup-blocked') return { popup: { is: 'good' }, ...silent, agent: bad(cause) };
        return { ...(await withoutWindow(agent, oldest)), popup: bad(cause) };
      }
    },
    async askPermission() {
      await browser.fetch(`${origin}/status`, { mode: 'no-cors', cache: 'no-store' }).catch(() => undefined);
      return permission();
    },
    clock: clockOf(datum(root, 'clock')),
  };
}

/** With pop-ups blocked the other roads may still be open; where none is, nothing can be told. */
async function withoutWindow(agent: Agent, oldest: string): Promise<Verdicts> {
  const found = await agent.peek().catch((cause: unknown) => cause);
  if (codeOf(found) === 'agent.absent') return { ...silent, agent: bad(found) };
  if (found === null) return { ...silent, agent: { is: 'unknown' } };
  return spoken(() => agent.status(), oldest);
}

async function spoken(status: () => Promise<AgentStatus>, oldest: string): Promise<Verdicts> {
  try {
    return judgeStatus(await status(), oldest);
  } catch (cause) {
    return { ...silent, agent: bad(cause) };
  }
}

async function trusted(agent: Agent): Promise<Verdicts> {
  try {
    const readers = await agent.cards();
    return { agent: { is: 'good' }, trust: { is: 'good' }, ...judgeReaders(readers.map(wordFor)) };
  } catch (cause) {
    return { trust: bad(cause) };
  }
}

function wordFor({ card }: HeldReader): Filled {
  return card?.kind ?? 'empty';
}

/** Asks the server for its time; half of the way there and back has passed by then. */
function clockOf(url: string) {
  return async (): Promise<Verdict> => {
    try {
      const began = performance.now();
      const response = await fetch(url, { cache: 'no-store' });
      const { now }: { readonly now: number } = await response.json(); // our own server's answer
      return judgeClock(Date.now(), now + (performance.now() - began) / 2);
    } catch {
      return { is: 'bad', code: 'request.failed' };
    }
  };
}

function bad(cause: unknown): Verdict {
  return { is: 'bad', code: codeOf(cause) };
}

function codeOf(cause: unknown): string {
  return cause instanceof AgentProblem ? cause.code : 'request.failed';
}

function offerCopy(): void {
  const copy = element('copy', HTMLButtonElement);
  copy.addEventListener('click', async () => {
    const text = element('report-text', HTMLTextAreaElement);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      copy.textContent = datum(copy, 'copied');
    } catch {
      // It is selected: the person copies by hand.
      text.focus();
    }
  });
}

function conclude(root: HTMLElement, lines: Lines): void {
  const findings = lines.findings();
  const failed = findings.filter(({ is }) => is !== 'good').length;
  if (failed === 0) say('passed');
  else say('failed', { n: String(failed) });
  const report = element('report', HTMLElement);
  const text = element('report-text', HTMLTextAreaElement);
  text.value = reportOf(
    {
      title: datum(root, 'title'),
      at: new Date(),
      site: location.origin,
      browser: navigator.userAgent,
      language: navigator.language,
    },
    findings,
  );
  report.hidden = false;
}
