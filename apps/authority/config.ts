import type { PGlite } from '@electric-sql/pglite';
import type { CeremonyDescription } from '@kaika/ca/ceremony-description';
import type { KeyAlgorithm } from '@kaika/card/algorithm';
import type { Slot } from '@kaika/card/slot';
import type { Origins } from '@kaika/wire/house';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { TokenPlace } from './key/pkcs11.ts';

export type AuthorityConfig = {
  readonly database: Kysely<unknown>;
  /** The app's own folder: sealed keys, pepper, mails. */
  readonly folder: string;
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly log: Logger;
  /** Root certificates (DER) of makers whose cards' attestation is believed. */
  readonly attestationRoots: readonly Uint8Array[];
  readonly clients: {
    /** What the login service proves itself with at `/api/card-status`. */
    readonly cardStatusSecret: string;
  };
  /** Where jobs are kept: the embedded database, or PostgreSQL of its own connections. */
  readonly jobs: { readonly pglite: PGlite } | { readonly url: string };
  /** Sends mail; without it mails are files in `folder`/mail. `smtp`: a URL nodemailer takes. */
  readonly mail?: { readonly smtp: string; readonly from: string };
  /** What the first start makes; the demonstration's own by default. */
  readonly ceremony?: CeremonyDescription;
  /** Root of the object identifiers (`@kaika/ca/arc`). */
  readonly arc?: string;
  /** 32 octets that seal the keys; a file in `folder` by default. */
  readonly keyEncryptionKey?: Uint8Array;
  /** A PKCS#11 token that holds the signing keys; sealed files in `folder` by default (docs/operate.md). */
  readonly pkcs11?: TokenPlace;
  /** First octet of serial numbers, one for each running instance: 1 to 127. */
  readonly instance?: number;
  readonly activationDays?: number;
  /** Days before the last day of activation on which the contact is reminded: 30, 7 and 1. */
  readonly reminderDays?: readonly number[];
  readonly codeTries?: number;
  readonly cardKeys?: Readonly<Record<Slot, KeyAlgorithm>>;
  /** Costs of the user codes' hash; lighter ones are for tests. */
  readonly argon2?: {
    readonly memory: number;
    readonly passes: number;
    readonly parallelism: number;
    readonly tagLength: number;
  };
  /** Header in which the proxy in front names the client's address, such as `x-real-ip`; by default the socket says. */
  readonly addressHeader?: string;
  /** Whether answers are counted by address; off where a test asks often. */
  readonly limits?: boolean;
  /** Cards, readers and people are virtual: pages say so. */
  readonly demo?: boolean;
};
