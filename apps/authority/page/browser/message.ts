/** Chooses among the messages the server rendered as templates (`page/message.tsx`). */
import { AgentProblem } from '@kaika/page/problem';
import { chooseBrowser } from './visitor.ts';

/** Shows the message `name`, with `{n}` and its like filled in. */
export function say(name: string, values: Readonly<Record<string, string>> = {}): void {
  const content = contentOf(`template[data-message="${CSS.escape(name)}"]`, values);
  if (content !== null) place().replaceChildren(content);
}

/** Shows the problem in whatever was thrown, with its numbers and dates filled in, and lets it be seen. */
export function sayProblem(thrown: unknown): void {
  const problem = thrown instanceof AgentProblem ? thrown : new AgentProblem({ code: 'request.failed' });
  const values: Record<string, string> = { ...problem.detail };
  if (problem.triesLeft !== undefined) values.n = String(problem.triesLeft);
  place().replaceChildren(problemContent(problem.code, values));
  place().scrollIntoView({ block: 'center' });
}

/** The notice for a code, with the steps of this browser first; for a code the page does not know, that something failed. */
export function problemContent(code: string, values: Readonly<Record<string, string>>): DocumentFragment {
  const content =
    contentOf(`template[data-problem="${CSS.escape(code)}"]`, values) ??
    contentOf('template[data-problem="request.failed"]', values) ??
    document.createDocumentFragment();
  chooseBrowser(content);
  return content;
}

function place(): HTMLElement {
  const found = document.getElementById('message');
  if (found === null) throw new Error('the page has no place for messages');
  return found;
}

function contentOf(selector: string, values: Readonly<Record<string, string>>): DocumentFragment | null {
  const template = document.querySelector(selector);
  if (!(template instanceof HTMLTemplateElement)) return null;
  const content = document.importNode(template.content, true);
  fill(content, values);
  return content;
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
