import type { ColumnType, Generated } from 'kysely';
import type { Actor, Content, Event, SignedReport } from '../rule/case.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

/** A signed report with its date as text, as JSON has it. */
export type KeptReport = Omit<SignedReport, 'signedAt'> & { readonly signedAt: string };

/** The tables of schema `filing`. */
export type Tables = {
  /** A case as it stands; the columns beside `content` are what lists filter and sort by. */
  case: {
    id: string;
    number: string | null;
    version: number;
    state: string;
    firm_oid: string;
    firm_name: string;
    firm_ubn: string | null;
    company_name: string;
    company_ubn: string;
    kind: string;
    content: Json<Content>;
    report: ColumnType<KeptReport | null, string | null, string | null>;
    reason: string | null;
    created_at: Date;
    changed_at: Date;
    submitted_at: Date | null;
  };
  /** What happened to a case, never changed. */
  event: {
    id: Generated<number>;
    case_id: string;
    at: Date;
    by: Json<Actor>;
    what: string;
    detail: Json<Event['detail']>;
  };
  /** Signed reports and sealed receipts: which file of the folder they are. */
  paper: { id: string; case_id: string; kind: 'report' | 'receipt'; sha256: string; at: Date };
  /** A report waiting for the card's signature. */
  preparation: {
    id: string;
    case_id: string;
    case_version: number;
    session_id: string;
    certificate: string;
    hash: 'sha256' | 'sha384' | 'sha512';
    attributes: string;
    byte_range: Json<readonly number[]>;
    sha256: string;
    at: Date;
    used: boolean;
  };
  /** A sign-in under way at the login service; `id` is the hash of the browser's cookie. */
  attempt: { id: string; state: string; nonce: string; verifier: string; onward: string; expires_at: Date };
  /** A signed-in browser; `id` is the hash of its cookie. */
  session: {
    id: string;
    sub: string;
    sid: string | null;
    id_token: string;
    actor: Json<Actor>;
    firm: Json<{ readonly ubn: string | null; readonly kind: string }>;
    expires_at: Date;
  };
  /** Letters to be sent, and when they were. */
  mail: {
    id: Generated<number>;
    case_id: string;
    recipient: string;
    subject: string;
    text: string;
    at: Date;
    sent_at: Date | null;
  };
  /** The last case number of each year. */
  counter: { year: number; last: number };
};
