import type { Logger } from 'pino';
import type { Ca, Generation } from './ca/establish.ts';
import type { Signatory } from './ca/signatory.ts';
import type { AuthorityConfig } from './config.ts';
import type { Recode } from './job/queue.ts';
import type { CardSecrets } from './key/derive.ts';
import type { Keyring } from './key/keyring.ts';
import type { CodeHasher } from './key/usercode.ts';
import type { Vault } from './key/vault.ts';
import type { Mail } from './mail/mail.ts';
import type { OrderMail } from './mail/outbox.ts';
import type { Database, Trx } from './store/table.ts';

/** What every part of the authority works with; opened once by `startAuthority`. */
export type Context = {
  readonly config: AuthorityConfig;
  readonly db: Database;
  readonly vault: Vault;
  readonly keyring: Keyring;
  readonly secrets: CardSecrets;
  readonly codes: CodeHasher;
  readonly ca: Ca;
  /** Who signs in the authority's name: each one's present key, renewed while the house runs. */
  readonly signatory: {
    task(): Promise<Signatory>;
    receipt(): Promise<Signatory>;
    /** The responder of one of the issuing authorities' keys. */
    responder(generation: Generation): Promise<Signatory>;
    timeStamp(): Promise<Signatory>;
  };
  /** Puts a mail into the outbox, in the transaction of the change it is about: sent if and only if the change was kept. */
  readonly enqueue: (trx: Trx, mail: Mail) => Promise<void>;
  readonly orderMail: OrderMail;
  readonly askRecode: (order: Recode) => Promise<void>;
  readonly now: () => Date;
  readonly log: Logger;
};
