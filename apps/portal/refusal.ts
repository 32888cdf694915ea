import type { ProblemCode } from '@kaika/wire/problem';

/** A request that is refused, with the problem a person is told. The only error this app throws on purpose. */
export class PortalRefusal extends Error {
  override readonly name = 'PortalRefusal';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
