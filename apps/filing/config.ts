import type { Sign } from '@kaika/pki/signature';
import type { Origins } from '@kaika/wire/house';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';

/** What the filing service is started with. */
export type FilingConfig = {
  readonly database: Kysely<unknown>;
  /** For the service alone: files of cases and, where none is handed in, its sealing key. */
  readonly folder: string;
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly log: Logger;
  /** As registered at the login service; without a secret a public client with PKCE. */
  readonly client: { readonly id: string; readonly secret?: string };
  /** Roots whose cards may sign, DER. */
  readonly trust: readonly Uint8Array[];
  /** Issuing certificates that signers' paths may need, DER; others are fetched from where certificates say. */
  readonly intermediates?: readonly Uint8Array[];
  /** Certificate policies for signing, dotted; where given, a signer's certificate must hold one. */
  readonly signaturePolicies?: readonly string[];
  /** Card numbers of examiners; accounts the login service calls `examiner` are examiners too. */
  readonly examiners: readonly string[];
  /** The key and certificates (DER, own first) that seal receipts; without it the service makes its own. */
  readonly seal?: { readonly certificates: readonly Uint8Array[]; readonly sign: Sign };
  /** Address of an RFC 3161 service; with it seals and signatures bear time stamps. */
  readonly timestamp?: string;
  /** A line over all pages in demo mode. */
  readonly demo?: boolean;
};
