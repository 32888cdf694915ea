import type { Origins } from '@kaika/wire/house';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';

export type PortalConfig = {
  readonly database: Kysely<unknown>;
  /** The app's own folder. Files in `download` below it are offered on the download page. */
  readonly folder: string;
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly log: Logger;
  /** As registered at the login service. */
  readonly client: { readonly id: string; readonly secret: string };
  /** Set in the demo house: a band over every page, and where to begin. */
  readonly demo?: { readonly desk: string };
};
