import type { AttachmentKind, CaseKind, CompanyForm, SourceKind } from './kind.ts';

export const caseStates = [
  'draft',
  'signed',
  'submitted',
  'received',
  'examining',
  'supplement',
  'resubmitted',
  'accepted',
  'rejected',
  'withdrawn',
] as const;
export type CaseState = (typeof caseStates)[number];

/** One attestation of a company's registered capital. All money is whole New Taiwan dollars. */
export type Case = {
  readonly id: string;
  /** Given at the first submission: `F` + 民國 year + six digits. */
  readonly number: string | null;
  /** Optimistic: the store saves a next only over the version it was made from. */
  readonly version: number;
  readonly state: CaseState;
  readonly firm: Firm;
  readonly content: Content;
  /** The signed report in force; every change of the content takes it away (its file and its event stay). */
  readonly report: SignedReport | null;
  /** Why the examiner asked for a supplement, or decided as decided. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly submittedAt: Date | null;
};

/** The organisation that files, as the login service named it. */
export type Firm = { readonly oid: string; readonly name: string; readonly ubn: string | null };

/** What the firm writes. Dates are ISO days (`2026-11-21`) in Taipei; empty text where nothing was written yet. */
export type Content = {
  readonly company: Company;
  readonly contact: Contact;
  readonly kind: CaseKind;
  readonly baseDate: string;
  readonly capitalBefore: number;
  readonly capitalAfter: number;
  /** Zero in a 有限公司, which has none. */
  readonly shares: number;
  /** Issue price of one share in cents: 12.5 dollars are 1250. */
  readonly priceCents: number;
  /** What was paid above the capital and went to the capital reserve. */
  readonly premium: number;
  readonly sources: readonly Source[];
  readonly attachments: readonly Attachment[];
  readonly cpas: readonly Cpa[];
  readonly reportDate: string;
  readonly reportText: string;
};

export type Company = {
  readonly name: string;
  readonly form: CompanyForm;
  /** Empty for a company not established yet. */
  readonly ubn: string;
  /** Name pre-check number, 9 digits; for a company without ubn. */
  readonly precheck: string;
  readonly address: string;
  readonly representative: string;
};

export type Contact = { readonly name: string; readonly mail: string; readonly phone: string };

/** A capital source with its statement: the amount counted into the capital, always positive. */
export type Source = {
  readonly kind: SourceKind;
  readonly amount: number;
  readonly note: string;
  readonly statement: readonly StatementRow[];
};

export const holderRoles = ['director', 'supervisor', 'major', 'holder', 'others'] as const;
export type HolderRole = (typeof holderRoles)[number];

/** One line of a §2 statement. `others` sums up `holders` small holders; every other role is one. */
export type StatementRow = {
  readonly role: HolderRole;
  readonly name: string;
  readonly holders: number;
  readonly shares: number;
  readonly amount: number;
  /** Day of payment or transfer, ISO, or empty. */
  readonly date: string;
};

/** A file proving a source, or the case as a whole (`source` null). Stored under its hash. */
export type Attachment = {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly source: SourceKind | null;
  readonly name: string;
  readonly type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/tiff';
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
};

export type Cpa = { readonly name: string; readonly registration: string };

/** Hashes (SHA-256, hex) name files of the store. */
export type SignedReport = {
  readonly sha256: string;
  readonly signedAt: Date;
  /** Subject of the signing certificate, and its serial number in hex. */
  readonly signer: string;
  readonly serialNumber: string;
};

/** Who acts: the firm's card, an examiner's card, or the service itself. */
export type Actor = {
  readonly role: 'firm' | 'examiner' | 'service';
  readonly id: string;
  readonly name: string;
  readonly orgOid: string;
  readonly cardNumber: string | null;
};

export type Change = { readonly next: Case; readonly event: Event };

export type Event = {
  readonly caseId: string;
  readonly at: Date;
  readonly by: Actor;
  readonly what: EventName;
  readonly detail: Readonly<Record<string, string>>;
};

export const eventNames = [
  'case.created',
  'case.copied',
  'case.edited',
  'case.signed',
  'case.reopened',
  'case.submitted',
  'case.resubmitted',
  'case.received',
  'case.examined',
  'case.supplement-requested',
  'case.accepted',
  'case.rejected',
  'case.withdrawn',
] as const;
export type EventName = (typeof eventNames)[number];
