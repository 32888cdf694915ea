/**
 * How a command ended. `data` is what `--json` prints, `lines` what a person reads. `exit`: 0 by default; 4 where what was looked at
 * is not as it should be.
 */
export type Outcome = {
  readonly data: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  readonly exit?: 0 | 4;
};

/** Exit codes: 0 done, 1 a defect, 2 a wrong use, 3 refused with nothing written, 4 looked at and found wrong. */
export const exits = { done: 0, defect: 1, use: 2, refused: 3, wrong: 4 } as const;

/** What was the matter and what to do, in both languages. */
export type Sentence = { readonly zh: string; readonly en: string };

/** A command that cannot be carried out: its code, and what to say. Nothing was written. Exit code 3. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly sentence: Sentence;
  constructor(code: string, sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options);
    this.code = code;
    this.sentence = sentence;
  }
}
