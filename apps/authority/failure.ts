import type { Problem, ProblemCode } from '@kaika/wire/problem';

/** A request is refused for a reason that is not one of the registry's rules: sessions, shapes, limits, conflicts. */
export class Failure extends Error {
  readonly code: ProblemCode;
  readonly detail: Omit<Problem, 'code'>;

  constructor(code: ProblemCode, detail: Omit<Problem, 'code'> = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Failure';
    this.code = code;
    this.detail = detail;
  }
}
