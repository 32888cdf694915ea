import type Provider from 'oidc-provider';
import type { Judge } from './certificate.ts';
import type { LoginConfig } from './config.ts';
import type { SigningKey } from './key.ts';
import type { Database } from './store/table.ts';

/** What the routes of this app share; opened once by `startLogin`. */
export type Parts = {
  readonly config: LoginConfig;
  readonly db: Database;
  readonly judge: Judge;
  /** Mixed into password hashes and keys of counters. */
  readonly pepper: Uint8Array;
  /** True where people reach this app by https. */
  readonly secure: boolean;
  /** `href` of the browser module. */
  readonly script: string;
  /** Replaced when the token keys rotate, so never kept. */
  readonly current: () => { readonly provider: Provider; readonly signing: SigningKey };
};
