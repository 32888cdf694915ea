import type { Language } from '@kaika/look/language';
import type { Context } from '../conversation/context.ts';
import type { Challenges } from './challenge.ts';
import type { Pendings } from './pending.ts';
import type { Post } from './remote.ts';

/** Who asks: the origin, as the browser says it, the version its platform expects, and what the policy allows it. */
export type Asker = {
  readonly origin: string;
  readonly version: string;
  readonly language: Language;
  /** May have bare digests signed. */
  readonly mayRaw: boolean;
  /** May send the PIN with its request. */
  readonly mayPin: boolean;
};

/** What conversations of the old wire have in common, beyond those of our own. */
export type LegacyContext = Context & {
  readonly pendings: Pendings;
  readonly challenges: Challenges;
  readonly post: Post;
};
