/** Every way talking to a card can fail. Those a person meets have sentences in `@kaika/wire/problem`. */
export type CardErrorCode =
  | 'card.none'
  | 'card.removed'
  | 'card.reset'
  | 'card.no-piv'
  | 'card.unreadable'
  | 'card.refused'
  | 'card.unsupported'
  | 'card.not-blank'
  | 'card.mismatch'
  | 'card.puk-blocked'
  | 'card.attestation-failed'
  | 'object.absent'
  | 'object.too-large'
  | 'pin.wrong'
  | 'pin.blocked'
  | 'pin.required'
  | 'pin.rule'
  | 'puk.wrong'
  | 'management.wrong'
  | 'management.required'
  | 'key.absent'
  | 'key.unsupported'
  | 'reader.none'
  | 'reader.no-service'
  | 'reader.busy';

/** What an error may tell besides its code; never a secret and never a card's raw answer. */
export type CardErrorDetail = {
  /** Tries left of the PIN or PUK that was wrong. */
  readonly triesLeft?: number;
  /** The status word, where the card said one. */
  readonly status?: number;
  readonly cause?: unknown;
};

/** A failure between us and the card. */
export class CardError extends Error {
  readonly code: CardErrorCode;
  readonly triesLeft: number | null;
  readonly status: number | null;

  constructor(code: CardErrorCode, detail: CardErrorDetail = {}) {
    super(code, detail.cause === undefined ? {} : { cause: detail.cause });
    this.name = 'CardError';
    this.code = code;
    this.triesLeft = detail.triesLeft ?? null;
    this.status = detail.status ?? null;
  }
}

/** Runs `read`; whatever is thrown that is not yet a `CardError` means the card's bytes made no sense. */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof CardError) throw cause;
    throw new CardError('card.unreadable', { cause });
  }
}
