/** What a command is run in: handed over by `main.ts`, or by a test. */
export type Shell = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** To standard output; the text ends its own lines. */
  readonly print: (text: string) => void;
  /** To standard error: problems. */
  readonly warn: (text: string) => void;
};
