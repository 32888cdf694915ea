import type { Actor, Change, EventName, Kept } from './change.ts';
import { Refusal } from './refusal.ts';

/**
 * drafted ─▶ hold ─▶ good ◀─▶ suspended        hold, good, suspended ─▶ revoked; good, suspended ─▶ superseded
 *    └─▶ lost (recorded, never signed: its serial stays revoked)
 */
export type CertificateState = 'drafted' | 'lost' | 'hold' | 'good' | 'suspended' | 'superseded' | 'revoked';

/** RFC 5280 §5.3.1, the words `@kaika/ca/status` uses. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'caCompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'privilegeWithdrawn';

/** The four of a card; `software` is on no card. */
export type CertificateUse = 'authentication' | 'signature' | 'encryption' | 'presence' | 'software';

export type Certificate = Kept<'certificate'> & {
  /** Lower-case hex of the INTEGER's content. */
  readonly serial: string;
  /** Which CA key signed it. */
  readonly generation: string;
  readonly use: CertificateUse;
  /** The card it is on; for one that is on no card, the number of its application, under which its user code is kept, too. */
  readonly cardNumber: string;
  readonly organisation: string;
  readonly subject: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  readonly keyId: string;
  /** To-be-signed bytes, recorded before signing. */
  readonly tbs: Uint8Array;
  /** The certificate, null while drafted. */
  readonly der: Uint8Array | null;
  readonly shard: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly state: CertificateState;
  readonly since: Date;
  /** When the hold began that turned into a revocation. */
  readonly heldSince: Date | null;
  readonly reason: RevocationReason | null;
};

/** The words of `@kaika/wire/cardstatus`. */
export type CertificateStatus = 'hold' | 'good' | 'suspended' | 'superseded' | 'revoked' | 'expired';

/** A linted draft, recorded before it is signed. */
export function draft(
  about: Omit<Certificate, 'noun' | 'version' | 'der' | 'state' | 'since' | 'heldSince' | 'reason'>,
  by: Actor,
  now: Date,
): Change<Certificate> {
  return {
    next: {
      noun: 'certificate',
      version: 0,
      ...about,
      der: null,
      state: 'drafted',
      since: now,
      heldSince: null,
      reason: null,
    },
    event: {
      at: now,
      by: by.id,
      what: 'certificate.drafted',
      subject: about.serial,
      data: { card: about.cardNumber, use: about.use },
    },
  };
}

/** Signed and checked; on hold until its card is activated. */
export function issue(
  certificate: Certificate,
  der: Uint8Array,
  { by, now }: { by: Actor; now: Date },
): Change<Certificate> {
  requireState(certificate, 'drafted');
  return move(certificate, { der, state: 'hold', since: now, heldSince: now }, [
    'certificate.issued',
    by,
    now,
  ]);
}

/** A draft found without its certificate: never signed again. */
export function lose(certificate: Certificate, by: Actor, now: Date): Change<Certificate> {
  requireState(certificate, 'drafted');
  return move(certificate, { state: 'lost', since: now }, ['certificate.draft-lost', by, now]);
}

/** Its card was activated. */
export function release(certificate: Certificate, by: Actor, now: Date): Change<Certificate> {
  requireState(certificate, 'hold');
  return move(certificate, { state: 'good', since: now, heldSince: null }, ['certificate.released', by, now]);
}

export function suspendCertificate(certificate: Certificate, by: Actor, now: Date): Change<Certificate> {
  requireState(certificate, 'good');
  return move(certificate, { state: 'suspended', since: now, heldSince: now }, [
    'certificate.suspended',
    by,
    now,
  ]);
}

export function resumeCertificate(certificate: Certificate, by: Actor, now: Date): Change<Certificate> {
  requireState(certificate, 'suspended');
  return move(certificate, { state: 'good', since: now, heldSince: null }, ['certificate.resumed', by, now]);
}

/** Another certificate for the same key took its place. */
export function supersede(certificate: Certificate, by: Actor, now: Date): Change<Certificate> {
  requireState(certificate, 'good', 'suspended');
  return move(certificate, { state: 'superseded', since: now, reason: 'superseded' }, [
    'certificate.superseded',
    by,
    now,
  ]);
}

/** For good. The date of a hold before it stays. */
export function revokeCertificate(
  certificate: Certificate,
  reason: RevocationReason,
  { by, now }: { by: Actor; now: Date },
): Change<Certificate> {
  requireState(certificate, 'hold', 'good', 'suspended');
  return move(certificate, { state: 'revoked', since: now, reason }, ['certificate.revoked', by, now]);
}

/** Whether it can still be revoked. */
export function isRevocable(certificate: Certificate): boolean {
  return certificate.state === 'hold' || certificate.state === 'good' || certificate.state === 'suspended';
}

/** What others are told. Throws `card.incomplete` for a draft, which nobody outside has seen. */
export function certificateStatusOf(
  certificate: Pick<Certificate, 'state' | 'notAfter'>,
  now: Date,
): CertificateStatus {
  const { state } = certificate;
  if (state === 'drafted' || state === 'lost') throw new Refusal('card.incomplete');
  if (state === 'revoked' || state === 'superseded') return state;
  return now.getTime() > certificate.notAfter.getTime() ? 'expired' : state;
}

function requireState(certificate: Certificate, ...states: readonly CertificateState[]): void {
  if (states.includes(certificate.state)) return;
  if (certificate.state === 'revoked' || certificate.state === 'superseded')
    throw new Refusal('card.revoked');
  if (certificate.state === 'suspended') throw new Refusal('card.suspended');
  if (certificate.state === 'hold') throw new Refusal('card.not-active');
  throw new Refusal(certificate.state === 'good' ? 'card.already-active' : 'card.incomplete');
}

function move(
  certificate: Certificate,
  to: Partial<Certificate>,
  [what, by, now]: readonly [EventName, Actor, Date],
): Change<Certificate> {
  const data = { card: certificate.cardNumber, use: certificate.use };
  return {
    next: { ...certificate, ...to },
    event: { at: now, by: by.id, what, subject: certificate.serial, data },
  };
}
