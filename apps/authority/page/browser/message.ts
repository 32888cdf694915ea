/** Chooses among the messages the server rendered as templates (`page/message.tsx`). */
import { AgentProblem } from '@kaika/page/problem';

/** Shows the message `name`. */
export function say(name: string): void {
  put(`template[data-message="${CSS.escape(name)}"]`, {});
}

/** Shows the problem in whatever was thrown, with its numbers and dates filled in, and lets it be seen. */
export function sayProblem(thrown: unknown): void {
  const problem = thrown instanceof AgentProblem ? thrown : new AgentProblem({ code: 'request.failed' });
  const values: Record<string, string> = { ...problem.detail };
  if (problem.triesLeft !== undefined) values.n = String(problem.triesLeft);
  const found = put(`template[data-problem="${CSS.escape(problem.code)}"]`, values);
  if (!found) put('template[data-problem="request.failed"]', values);
  place().scrollIntoView({ block: 'center' });
}

function place(): HTMLElement {
  const found = document.getElementById('message');
  if (found === null) throw new Error('the page has no place for messages');
  return found;
}

function put(selector: string, values: Readonly<Record<string, string>>): boolean {
  const template = document.querySelector(selector);
  if (!(template instanceof HTMLTemplateElement)) return false;
  const content = document.importNode(template.content, true);
  fill(content, values);
  place().replaceChildren(content);
  return true;
}

/** `{n}` and its like, in text alone: nothing becomes markup. */
function fill(content: DocumentFragment, values: Readonly<Record<string, string>>): void {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.nodeValue = (node.nodeValue ?? '').replace(
      /\{(\w+)\}/g,
      (whole, name: string) => values[name] ?? whole,
    );
  }
}
