import type { Acr } from '@kaika/wire/claims';
import type { Origins } from '@kaika/wire/house';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Person } from './store/account.ts';

/** A service that people sign in to through this one. */
export type Client = {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri?: string;
  /** The weakest sign-in the service accepts; enforced on every authorization, single sign-on included. */
  readonly requiredAcr: Acr;
  readonly name: { readonly zh: string; readonly en: string };
  /** Services of the house are not asked about in a consent page. */
  readonly firstParty: boolean;
};

export type LoginConfig = {
  readonly database: Kysely<unknown>;
  /** The app's own folder: token keys, cookie key, pepper. */
  readonly folder: string;
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly log: Logger;
  /** Root certificates whose cards may sign in, DER. */
  readonly trust: readonly Uint8Array[];
  /** Certificates of issuing authorities, DER. */
  readonly intermediates: readonly Uint8Array[];
  /** Certificate policies that stand for authentication, dotted. */
  readonly policies: readonly string[];
  /** Where the authority tells more than OCSP does (`@kaika/wire/cardstatus`), and what it knows this service by. */
  readonly cardStatus: { readonly url: string; readonly secret: string };
  readonly clients: readonly Client[];
  /** Persons known by their cards: officers and examiners. */
  readonly people?: readonly Person[];
  /** Whether anybody may register a user ID with a password; true unless said otherwise. */
  readonly registration?: boolean;
  /** Set in the demo house: a band over every page, and where to begin. */
  readonly demo?: { readonly desk: string };
};
