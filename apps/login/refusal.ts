import { TokenError } from '@kaika/token/error';
import type { Problem, ProblemCode } from '@kaika/wire/problem';

/** A sign-in that is refused, with the problem a person is told. The only error this app throws on purpose. */
export class LoginRefusal extends Error {
  override readonly name = 'LoginRefusal';
  readonly problem: Problem & { readonly code: ProblemCode };

  constructor(problem: Problem & { readonly code: ProblemCode }, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** The problem of something thrown, or undefined where it is a defect. */
export function problemOf(thrown: unknown): LoginRefusal['problem'] | undefined {
  if (thrown instanceof LoginRefusal) return thrown.problem;
  if (thrown instanceof TokenError) return { code: thrown.code };
  return undefined;
}
