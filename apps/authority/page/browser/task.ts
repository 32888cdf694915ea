import { AgentProblem } from '@kaika/page/problem';

/** The task in the answer of `POST /api/task` (`taskIssued` of `@kaika/wire/task`). */
export function issuedTask(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'task' in answer && typeof answer.task === 'string') {
    return answer.task;
  }
  throw new AgentProblem({ code: 'request.failed' });
}

/** Goes to a page of this very site, and nowhere else. */
export function go(href: string): void {
  const url = new URL(href, location.href);
  if (url.origin !== location.origin) throw new AgentProblem({ code: 'request.cross-site' });
  location.assign(url);
}
