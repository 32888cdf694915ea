import type { BrowserName } from '../browser/visitor.ts';
import type { PictureName } from './picture.ts';

/** A way out: for one browser, or for whoever `title` names, or for everybody. */
export type Remedy = {
  readonly browser?: BrowserName;
  readonly title?: string;
  readonly steps: readonly string[];
  readonly picture?: PictureName;
};

/** By problem code. */
export type Remedies = Readonly<Record<string, readonly Remedy[]>>;
