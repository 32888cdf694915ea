import type { Language } from '@kaika/look/language';
import type { Origins } from '@kaika/wire/house';

/** What every page is told about the request it answers. */
export type PageContext = {
  readonly language: Language;
  /** of this answer's Content-Security-Policy */
  readonly nonce: string;
  /** path and query of the request */
  readonly path: string;
  /** `href` of the browser module */
  readonly script: string;
  readonly origins: Origins;
  /** cards, readers and people are virtual */
  readonly demo: boolean;
  /** the officer signed in, on officers' pages */
  readonly officer?: SignedInOfficer | undefined;
};

export type SignedInOfficer = {
  readonly name: string;
  readonly roles: readonly OfficerRole[];
};

export type OfficerRole =
  | 'first-reviewer'
  | 'approver'
  | 'card-operator'
  | 'auditor'
  | 'administrator'
  | 'help-desk';
