import type { AgentStatus, HeldReader } from '@kaika/wire/window';
import type { Browser } from './browser.ts';
import { AgentProblem } from './problem.ts';

/** What the agent tells a trusted page without a window. */
export type Direct = { readonly status: AgentStatus; readonly cards: readonly HeldReader[] };

/**
 * `GET {agent}/status` or `/cards`. Null where the agent is there but does not trust this page (its window may ask the person).
 * Throws `agent.absent` where nobody answers at all.
 */
export async function ask<What extends keyof Direct>(
  browser: Browser,
  agent: string,
  what: What,
): Promise<Direct[What] | null> {
  const url = `${agent}/${what}`;
  try {
    const response = await browser.fetch(url, { cache: 'no-store', credentials: 'omit' });
    // The agent is believed about its own words; a page that is fooled here fools nobody but itself.
    return response.ok ? ((await response.json()) as Direct[What]) : null;
  } catch {
    // Absent and untrusted look alike to CORS; a request that may not be read tells them apart.
    await browser.fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit' }).catch(() => {
      throw new AgentProblem({ code: 'agent.absent' });
    });
    return null;
  }
}

/** A page on this very computer needs no permission to fetch from it. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '127.0.0.1' ||
    hostname === '[::1]'
  );
}
