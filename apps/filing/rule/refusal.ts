import type { ProblemCode } from '@kaika/wire/problem';

/** Words of the sentence: numbers as digits, nouns (`source`, `attachment`, `kind`) as their code words. */
export type Detail = Readonly<Record<string, string>>;

/** A rule said no and nothing changed. The sentences are in `@kaika/wire/problem`. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly detail: Detail;

  constructor(code: ProblemCode, detail: Detail = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
