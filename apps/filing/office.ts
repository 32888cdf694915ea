import type { Fonts } from '@kaika/document/font';
import type { Asset } from '@kaika/look/asset';
import type { Language } from '@kaika/look/language';
import type { Context } from 'hono';
import type { FilingConfig } from './config.ts';
import type { Relying } from './login/relying.ts';
import type { Seal } from './sign/seal.ts';
import type { Store } from './store/case.ts';
import type { Files } from './store/file.ts';
import type { Session } from './store/session.ts';

/** What every route works with: opened once at start. */
export type Office = {
  readonly config: FilingConfig;
  readonly store: Store;
  readonly files: Files;
  readonly fonts: Fonts;
  readonly script: Asset;
  readonly relying: Relying;
  readonly seal: Seal;
};

/** What is known about each request. */
export type Env = {
  Bindings: Readonly<Record<string, unknown>>;
  Variables: { language: Language; nonce: string; session: Session | undefined };
};

export type Visit = Context<Env>;
