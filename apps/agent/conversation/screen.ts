import type { Alphabet } from '@kaika/card/model';
import type { Problem } from '@kaika/wire/problem';
import type { Operation, Progress } from '@kaika/wire/task';
import type { AgentRequest, HeldReader } from '@kaika/wire/window';

/** A card as a line of a screen: enough to know it by. */
export type CardLine = {
  readonly reader: string;
  readonly cardNumber: string | null;
  readonly holder: string;
  readonly issuer: string;
  readonly notAfter: Date | null;
};

/** What a person reads before agreeing to a signature. `hash` in hexadecimal. */
export type Document = { readonly name: string; readonly hash: string; readonly algorithm: string };

/** What the PIN is asked for. */
export type PinPurpose = 'authenticate' | 'prove' | 'sign' | 'recode' | 'decrypt' | 'request';

/** Which secrets are still to be typed: after a wrong user code the new PIN need not be typed again. */
export type Secrets = 'code-and-pin' | 'code' | 'pin';

/** Something to be typed into. Whatever was typed before is never shown again. */
export type Asking =
  | { readonly kind: 'consent'; readonly wants: AgentRequest['do'] }
  | { readonly kind: 'choose'; readonly cards: readonly CardLine[] }
  | {
      readonly kind: 'pin';
      readonly purpose: PinPurpose;
      readonly card: CardLine;
      readonly alphabet: Alphabet;
      readonly triesLeft: number | null;
      readonly document?: Document;
      readonly problem?: Problem;
    }
  | {
      readonly kind: 'secrets';
      readonly operation: 'activate' | 'unlock';
      readonly asks: Secrets;
      readonly card: CardLine;
      readonly alphabet: Alphabet;
      readonly ubn?: string;
      readonly problem?: Problem;
    }
  | {
      readonly kind: 'change-pin';
      readonly card: CardLine;
      readonly alphabet: Alphabet;
      readonly triesLeft: number | null;
      readonly problem?: Problem;
    }
  /** The PIN is known already, or will be typed at the reader's own keys: the person only agrees. */
  | {
      readonly kind: 'approve';
      readonly purpose: PinPurpose;
      readonly card: CardLine;
      readonly document?: Document;
      readonly onPad?: boolean;
      readonly problem?: Problem;
    }
  /** A site asks to be trusted from now on. */
  | { readonly kind: 'trust' }
  | { readonly kind: 'new-code'; readonly card: CardLine; readonly problem?: Problem }
  | {
      readonly kind: 'operator';
      readonly operation: Operation;
      readonly label: string | null;
      readonly holder: string;
      readonly card: CardLine;
      /** The card is not blank. */
      readonly warns: boolean;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Something that goes on by itself. */
export type Showing =
  | { readonly kind: 'opening' }
  | { readonly kind: 'wait'; readonly lack: Lack }
  | { readonly kind: 'working'; readonly work: Work; readonly progress?: Progress }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'done' };

/** What must come before the conversation can go on. `found` is what lies there instead. */
export type Lack = {
  readonly of: 'service' | 'reader' | 'card' | 'right-card';
  readonly problem: Problem;
  /** The card that is wanted, where it is known. */
  readonly cardNumber: string | null;
  readonly found: readonly HeldReader[];
};

export type Work =
  | 'reading'
  | 'asking-status'
  | 'signing'
  | 'on-pad'
  | 'releasing'
  | 'writing'
  | 'confirming'
  | 'relaying';

export type Screen = Asking | Showing;
