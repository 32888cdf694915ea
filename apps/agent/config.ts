import type { Logger } from 'pino';
import type { CardService } from './reader/cardservice.ts';
import type { Desk } from './reader/desk.ts';
import type { Registration } from './register/registration.ts';

/** A certification authority whose tasks this agent carries out, after asking the person. */
export type Authority = {
  readonly name: { readonly zh: string; readonly en: string };
  /** Root certificate, DER. */
  readonly root: Uint8Array;
  /** The origins of its pages; no other origin may carry its tasks. */
  readonly origins: readonly string[];
  /** The extended key usage of its task signer, dotted; `taskUsage` of `@kaika/wire/task` unless it has an arc of its own. */
  readonly usage?: string;
};

/** Whom the agent trusts before the person has said anything. Installed with the program; the person adds sites beside it. */
export type Policy = {
  readonly authorities: readonly Authority[];
  /** Sites that may use cards without asking for consent first. */
  readonly origins: readonly string[];
  /** The origin of the portal that is asked for newer versions, when the person wants to know. */
  readonly portal?: string;
  /** Sites that may have bare digests signed through the old wire (`RAW`). */
  readonly rawOrigins?: readonly string[];
  /** Sites whose PIN in a request of the old wire is used. The person still agrees to each use, but does not type it. */
  readonly pagePinOrigins?: readonly string[];
};

/** Somebody of the demo, as the desk lists them. Exists in demo mode only, so its secrets are none. */
export type DemoPerson = {
  readonly name: string;
  /** In English; the desk labels the person's card with both. */
  readonly role: string;
  readonly roleZh: string;
  readonly cardNumber: string | null;
  readonly pin: string | null;
  readonly userCode: string | null;
};

export type AgentConfig = {
  /** Settings, journal and log; mode 700. */
  readonly folder: string;
  readonly port: number;
  /** Of the old wire; null where it is not served. */
  readonly legacyPort: number | null;
  readonly policy: Policy;
  readonly cards: CardService;
  /** Virtual readers and cards, in demo mode; else null. */
  readonly desk: Desk | null;
  /** 註冊憑證至電腦; absent where the computer is not the person's own. */
  readonly registration?: Registration;
  readonly demoPeople?: () => readonly DemoPerson[];
  /** By which the old wire's conversations reach the authority: its pages carry only half of them. The process's own where it is missing. */
  readonly fetch?: typeof fetch;
  readonly version: string;
  readonly now: () => Date;
  readonly log: Logger;
};
