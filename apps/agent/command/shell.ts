import type { Pipe } from '../host/host.ts';
import type { CardService } from '../reader/cardservice.ts';

/** A keyboard whose keys arrive one by one and are not shown. */
export type Keyboard = {
  setRawMode(raw: boolean): void;
  on(event: 'data', listener: (keys: Uint8Array) => void): void;
  off(event: 'data', listener: (keys: Uint8Array) => void): void;
  resume(): void;
  pause(): void;
};

/** What a command is run in: handed over by `cli.ts`, or by a test. */
export type Shell = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly version: string;
  readonly now: () => Date;
  /** To standard output; the text ends its own lines. */
  readonly print: (text: string) => void;
  /** To standard error: prompts and problems. */
  readonly warn: (text: string) => void;
  /** Null where standard input is no terminal. */
  readonly keyboard: Keyboard | null;
  readonly openReaders: () => CardService;
  /** The absolute path browsers start this program by. */
  readonly program: string;
  /** Standard input and output, for the browser's extension. */
  readonly pipe: Pipe;
};
