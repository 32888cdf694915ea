import type { Agent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { AgentProblem } from '@kaika/page/problem';

/**
 * Proves an operation with card and PIN and has it done: `POST /api/proof/nonce`, the agent's window (which asks
 * `/api/proof/status` before the PIN), `POST /api/{operation}`. Answers what the operation answers. Call it from a click.
 */
export async function prove(
  agent: Agent,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): Promise<unknown> {
  const nonce = askNonce(operation, parameters);
  const status = (question: unknown) => post('/api/proof/status', question);
  const token =
    operation === 'change-pin'
      ? await agent.changePin({ nonce, status })
      : await agent.authenticate({ nonce, status, proof: true });
  return post(`/api/${operation}`, { nonce: await nonce, token, parameters });
}

async function askNonce(operation: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  return text(await post('/api/proof/nonce', { operation, parameters }), 'nonce');
}

/** A member of an answer that has to be a text. */
export function text(answer: unknown, name: string): string {
  const value: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  if (typeof value !== 'string') throw new AgentProblem({ code: 'request.failed' });
  return value;
}
