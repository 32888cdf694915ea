import type { Ask } from '@kaika/wire/window';
import { AgentProblem, problemIn } from './problem.ts';

/** Fetches what the agent's window asks from the page's own server. Rejects with `{ code }` for a refusal. */
export type Answer = (ask: Ask, body: unknown) => Promise<unknown>;

/** `POST {url}` with JSON and the JSON that comes back. Refusals reject with the server's problem. */
export async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const answered: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new AgentProblem(problemIn(answered, 'request.failed'));
  return answered;
}

/** The authority's own endpoints: `POST {base}/{task id}/{ask}`; the id is in every body the window asks with. */
export function postTask(base = '/api/task'): Answer {
  return (ask, body) => {
    const id = typeof body === 'object' && body !== null && 'task' in body ? String(body.task) : '';
    return post(`${base}/${encodeURIComponent(id)}/${ask}`, body);
  };
}
