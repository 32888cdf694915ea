/** Reasons of revocation by number, RFC 5280 §5.3.1; 7 is not used. */
const REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type Reason = keyof typeof REASONS;

const BY_NUMBER: ReadonlyMap<number, Reason> = new Map(
  (Object.keys(REASONS) as Reason[]).map((reason) => [REASONS[reason], reason]),
);

/** The number of a reason, as CRLReason and OCSP carry it. */
export function reasonNumber(reason: Reason): number {
  return REASONS[reason];
}

/** The reason of a number, or undefined where there is none. */
export function reasonOf(number: number): Reason | undefined {
  return BY_NUMBER.get(number);
}
