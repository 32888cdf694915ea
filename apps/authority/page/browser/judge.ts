import { isOlder } from '@kaika/page/popup';
import type { AgentStatus } from '@kaika/wire/window';

/** The lines of 環境檢測, in the order of the page. */
export type Line =
  | 'popup'
  | 'agent'
  | 'version'
  | 'trust'
  | 'permission'
  | 'service'
  | 'reader'
  | 'card'
  | 'clock';

/** What one line comes to: well (in one of its wordings), a problem, or not to be told before another line is. */
export type Verdict =
  | { readonly is: 'good'; readonly how?: string; readonly values?: Readonly<Record<string, string>> }
  | { readonly is: 'bad'; readonly code: string; readonly detail?: Readonly<Record<string, string>> }
  | { readonly is: 'unknown' };

export type Verdicts = Readonly<Partial<Record<Line, Verdict>>>;

/** How far the computer's clock may differ before logins fail, in milliseconds. */
const clockTolerance = 120_000;

const unknown: Verdict = { is: 'unknown' };

/** All that an agent's own word tells. `oldest`: of the versions the site can use. */
export function judgeStatus(status: AgentStatus, oldest: string): Verdicts {
  const { version, trusted, service, readers } = status;
  return {
    agent: { is: 'good' },
    version: isOlder(version, oldest)
      ? { is: 'bad', code: 'agent.too-old', detail: { version, oldest } }
      : { is: 'good', values: { version } },
    trust: trusted ? { is: 'good' } : { is: 'bad', code: 'agent.not-trusted' },
    service: service === 'running' ? { is: 'good' } : { is: 'bad', code: 'reader.no-service' },
    ...(readers === undefined ? { reader: unknown, card: unknown } : judgeReaders(readers)),
  };
}

/** The lines that nobody can tell while the agent says nothing. */
export const silent: Verdicts = {
  version: unknown,
  trust: unknown,
  service: unknown,
  reader: unknown,
  card: unknown,
};

export type Filled = NonNullable<AgentStatus['readers']>[number];

/** Reader and card, by what lies in each reader. */
export function judgeReaders(readers: readonly Filled[]): Verdicts {
  if (readers.length === 0) return { reader: { is: 'bad', code: 'reader.none' }, card: unknown };
  const ours = readers.filter((filled) => filled === 'ours').length;
  const reader: Verdict = { is: 'good', values: { n: String(readers.length) } };
  if (ours > 0) return { reader, card: { is: 'good', values: { n: String(ours) } } };
  const other = readers.find((filled) => filled !== 'empty') ?? 'empty';
  return { reader, card: { is: 'bad', code: cardCodes[other] } };
}

const cardCodes = {
  ours: 'card.none',
  empty: 'card.none',
  foreign: 'card.not-ours',
  blank: 'card.incomplete',
  unreadable: 'card.unreadable',
} as const satisfies Record<Filled, string>;

/** The browser's leave to fetch from this computer. `local`: the page itself comes from this computer. */
export function judgePermission(state: PermissionState | null, local: boolean): Verdict {
  if (state === 'denied') return { is: 'bad', code: 'agent.permission-denied' };
  if (state === 'granted') return { is: 'good', how: 'granted' };
  return { is: 'good', how: local ? 'local' : state === 'prompt' ? 'prompt' : 'unneeded' };
}

/** The computer's clock against the server's, both in milliseconds since 1970. */
export function judgeClock(here: number, there: number): Verdict {
  const off = Math.abs(here - there);
  if (off >= clockTolerance) return { is: 'bad', code: 'clock.wrong' };
  return { is: 'good', values: { n: String(Math.round(off / 1000)) } };
}
