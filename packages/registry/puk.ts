/**
 * Which PUK a card may have, by version (docs/flows/activate.md). PUKs are derived; this is all that is kept of them.
 *
 * An offer says: RESET with version n, then CHANGE to a later one. Until it is confirmed the card may have either.
 */
export type Puk = {
  /** The last version the card confirmed, or production set. */
  readonly proven: number;
  /** Later versions the card was told to change to and has not confirmed, oldest first. */
  readonly offered: readonly number[];
  /** Versions the card refused since: never sent again. */
  readonly refuted: readonly number[];
  /** When the last offer was made. */
  readonly offeredAt: Date | null;
  /** PUK tries left when the card last refused one; null since it last accepted one. */
  readonly triesLeft: number | null;
};

/** A PUK to unblock with and the one to change to. */
export type PukOffer = { readonly version: number; readonly nextVersion: number };

/** An offer nobody confirmed for this long may be known to somebody: the next one changes to a version of its own. */
export const staleAfterMs = 24 * 3600_000;

/** With so few PUK tries left only a proven version is sent: a guess may be the last. */
export const reservedPukTries = 2;

/** A card fresh from production. */
export const firstPuk: Puk = { proven: 1, offered: [], refuted: [], offeredAt: null, triesLeft: null };

/**
 * The one version to send now and the one to change to; null when every version was refused by the card, or when the
 * tries left are too few for a version that is not certain.
 */
export function nextOffer(puk: Puk, now: Date): PukOffer | null {
  const [version, ...later] = candidates(puk);
  if (version === undefined) return null;
  const scarce = puk.triesLeft !== null && puk.triesLeft <= reservedPukTries;
  if (scarce && !isCertain(puk, version)) return null;
  const fixed = later.at(-1);
  const stale = puk.offeredAt !== null && now.getTime() - puk.offeredAt.getTime() >= staleAfterMs;
  // One rotation at most, so that finding the right one never costs more tries than a card has.
  const keep = fixed !== undefined && !(stale && later.length === 1);
  return { version, nextVersion: keep ? fixed : newest(puk) + 1 };
}

/** The offer was sent. */
export function offered(puk: Puk, offer: PukOffer, now: Date): Puk {
  const known = puk.offered.includes(offer.nextVersion);
  return { ...puk, offered: known ? puk.offered : [...puk.offered, offer.nextVersion], offeredAt: now };
}

/** The card refused that version, and said how many tries are left. */
export function refuted(puk: Puk, version: number, triesLeft: number): Puk {
  const known = puk.refuted.includes(version);
  return { ...puk, triesLeft, refuted: known ? puk.refuted : [...puk.refuted, version] };
}

/** The card confirmed that version. What was offered after it stays possible. */
export function proven(puk: Puk, version: number): Puk {
  const later = puk.offered.filter((one) => one > version);
  const offeredAt = later.length === 0 ? null : puk.offeredAt;
  return { proven: version, offered: later, refuted: [], offeredAt, triesLeft: null };
}

/** Whether that version is certain: confirmed, and nothing was offered since. */
export function isCertain(puk: Puk, version: number): boolean {
  return puk.proven === version && puk.offered.length === 0;
}

function candidates(puk: Puk): readonly number[] {
  return [puk.proven, ...puk.offered].filter((version) => !puk.refuted.includes(version));
}

function newest(puk: Puk): number {
  return Math.max(puk.proven, ...puk.offered);
}
