import { CardError, type CardErrorCode } from '@kaika/card/error';
import type { Problem, ProblemCode } from '@kaika/wire/problem';

/** Why a conversation stopped, in the words of the wire. Never holds anything that was typed. */
export class Halt extends Error {
  readonly problem: Problem;

  constructor(problem: Problem | ProblemCode, options?: ErrorOptions) {
    const full = typeof problem === 'string' ? { code: problem } : problem;
    super(full.code, options);
    this.name = 'Halt';
    this.problem = full;
  }
}

/** The problem in anything thrown; null for a defect, which nobody but the log may see. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Halt) return error.problem;
  if (!(error instanceof CardError)) return null;
  const code = said[error.code] ?? 'card.unreadable';
  return error.triesLeft === null ? { code } : { code, triesLeft: error.triesLeft };
}

/** Whether the same conversation may be tried again after this: the cause lies on this side and can be removed. */
export function isCurable(code: string): boolean {
  return curable.has(code);
}

/** What a person is told of a card's failure; what is missing here is a card nobody can read. */
const said: Partial<Record<CardErrorCode, ProblemCode>> = {
  'card.none': 'card.none',
  'card.removed': 'card.removed',
  'card.reset': 'card.removed',
  'card.mismatch': 'task.mismatch',
  'card.not-blank': 'card.not-blank',
  'card.puk-blocked': 'card.puk-blocked',
  'card.attestation-failed': 'card.attestation-failed',
  'pin.wrong': 'pin.wrong',
  'pin.blocked': 'pin.blocked',
  'pin.rule': 'pin.rule',
  'reader.none': 'reader.none',
  'reader.no-service': 'reader.no-service',
  'reader.busy': 'agent.busy',
};

const curable: ReadonlySet<string> = new Set([
  'agent.busy',
  'card.none',
  'card.removed',
  'card.unreadable',
  'card.presence-failed',
  'reader.none',
  'reader.no-service',
  'request.failed',
  'status.unreachable',
  'task.confirm-failed',
]);
