import type { Application } from '@kaika/registry/application';
import type { Batch } from '@kaika/registry/batch';
import type { Card } from '@kaika/registry/card';
import type { Certificate } from '@kaika/registry/certificate';
import type { Contact } from '@kaika/registry/contact';
import type { Line } from '@kaika/registry/line';
import type { Link } from '@kaika/registry/link';
import type { MailCode } from '@kaika/registry/mailcode';
import type { Officer } from '@kaika/registry/officer';
import type { Organisation } from '@kaika/registry/organisation';
import type { Paper } from '@kaika/registry/paper';
import type { Proposal } from '@kaika/registry/proposal';
import type { Receipt } from '@kaika/registry/receipt';
import type { Revocation } from '@kaika/registry/revocation';
import type { Shipment } from '@kaika/registry/shipment';
import type { Subscription } from '@kaika/registry/subscription';
import type { Sweep } from '@kaika/registry/sweep';
import type { Task } from '@kaika/registry/task';
import type { UserCode } from '@kaika/registry/usercode';
import type { Writing } from '@kaika/registry/writing';
import type { JSONColumnType, Kysely, Transaction } from 'kysely';
import type { MailName } from '../mail/mail.ts';

/** A registry thing as a row: its own words, without the word for what it is. */
type Row<T> = { [K in keyof Omit<T, 'noun'>]: T[K] };
type Json<T, K extends keyof T> = Omit<T, K> & { [P in K]: JSONColumnType<T[P] & object> };

export type EventRow = {
  id: string;
  at: Date;
  by: string;
  what: string;
  subject: string;
  data: JSONColumnType<Record<string, string>>;
  /** 32 random octets, hex; erasing them and the words leaves a leaf that tells nothing. */
  salt: string;
  /** RFC 9162 leaf hash of the salted commitment, hex. */
  leaf: string;
  /** Place in the log; null until the sequencer gave one. */
  index: number | null;
};

/** The schema `authority`. Registry things are written by `save` alone. */
export type Tables = {
  organisation: Row<Organisation>;
  officer: Json<Row<Officer>, 'roles'>;
  application: Row<Application>;
  batch: Row<Batch>;
  line: Row<Line>;
  shipment: Row<Shipment>;
  card: Json<Row<Card>, 'puk'>;
  certificate: Row<Certificate>;
  usercode: Row<UserCode>;
  task: Omit<Row<Task>, 'offer'> & { offer: JSONColumnType<object | null> };
  receipt: Row<Receipt>;
  mailcode: Row<MailCode>;
  revocation: Row<Revocation>;
  contact: Omit<Row<Contact>, 'asked'> & { asked: JSONColumnType<Contact['asked']> };
  link: Row<Link>;
  paper: Row<Paper>;
  subscription: Row<Subscription>;
  writing: Json<Row<Writing>, 'serials'>;
  proposal: Json<Row<Proposal>, 'about'>;
  sweep: Json<Row<Sweep>, 'scope'>;
  /** The cards a mass revocation names, and what became of each. */
  sweeptarget: {
    sweep: string;
    cardNumber: string;
    state: 'waiting' | 'revoked' | 'passed';
    /** Why it was passed over: a code. */
    note: string | null;
    receipt: string | null;
    at: Date | null;
  };
  event: EventRow;
  treehead: {
    size: number;
    root: string;
    at: Date;
    frontier: JSONColumnType<readonly string[]>;
    jws: string;
  };
  session: {
    /** SHA-256 of the cookie's value, hex: the table alone opens no session. */
    id: string;
    officer: string | null;
    nonce: string | null;
    nonceIssuedAt: Date | null;
    nonceUsedAt: Date | null;
    signedInAt: Date | null;
    expiresAt: Date;
  };
  /** Nonces given out for operations proved by card and PIN. */
  proof: {
    nonce: string;
    /** SHA-256 of the browser's cookie, hex. */
    session: string;
    operation: string;
    /** SHA-256 of the parameters, hex. */
    parameters: string;
    issuedAt: Date;
    usedAt: Date | null;
  };
  /** What a holder who proved card and PIN may look at for a while. */
  visit: {
    /** SHA-256 of the cookie's value, hex. */
    id: string;
    /** An operation of the menu: `all`, `expiring`. */
    operation: string;
    cardNumber: string;
    organisation: string;
    receipt: string;
    expiresAt: Date;
  };
  /** Browsers that sent an application, or proved to be its applicant. */
  applicant: {
    /** SHA-256 of the form's token, which is also the cookie's value, hex. */
    id: string;
    number: string;
    /** The user code chosen in the form was typed again. */
    proved: boolean;
    expiresAt: Date;
  };
  /** Supporting documents, content and all. */
  document: {
    id: string;
    /** An application's number, or the hash of a form that was not sent yet (`applicantId`). */
    owner: string;
    name: string;
    type: 'application/pdf' | 'image/jpeg' | 'image/png';
    size: number;
    /** Of the content, hex. */
    sha256: string;
    content: Uint8Array;
    at: Date;
  };
  /** Tries to prove to be the applicant, by application. */
  applicanttry: { number: string; taken: number; since: Date };
  /** Certificates of the authority's own keys; the newest of a name is the one in use. Private keys are in the vault. */
  authority: {
    serial: string;
    name: string;
    profile: string;
    issuer: string;
    key: string;
    der: Uint8Array;
    notAfter: Date;
    madeAt: Date;
  };
  crl: {
    generation: string;
    scope: string;
    number: number;
    der: Uint8Array;
    thisUpdate: Date;
    nextUpdate: Date;
  };
  filter: { generation: string; number: number; der: Uint8Array; thisUpdate: Date; nextUpdate: Date };
  /** Reminders that were sent: each once a day. */
  reminder: { cardNumber: string; day: string };
  /** The outbox. `values` and `calendar` are emptied when the mail is sent or has lapsed: they may hold a link. */
  mail: {
    id: string;
    to: string;
    about: MailName;
    values: JSONColumnType<Record<string, string>>;
    calendar: string | null;
    state: 'queued' | 'sent' | 'failed' | 'lapsed';
    attempts: number;
    problem: string | null;
    madeAt: Date;
    lapsesAt: Date | null;
    settledAt: Date | null;
  };
  /** Shards whose list no longer says what the records say. */
  staleshard: { generation: string; shard: number; since: Date };
};

export type Database = Kysely<Tables>;
export type Trx = Transaction<Tables>;
/** Where a look-up may run. Inside a transaction pass the transaction: on one connection the outer database would wait for ever. */
export type Reader = Database | Trx;
