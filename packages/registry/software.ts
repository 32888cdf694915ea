import { type Application, isForSoftware, reopen } from './application.ts';
import {
  type Certificate,
  isRevocable,
  release,
  resumeCertificate,
  revokeCertificate,
  suspendCertificate,
} from './certificate.ts';
import type { Actor, Change } from './change.ts';
import { addDays, dayOf } from './day.ts';
import { endLink, type Link, useLink } from './link.ts';
import type { Changes } from './noun.ts';
import { issueReceipt } from './receipt.ts';
import { Refusal } from './refusal.ts';
import { type Revocation, requireAsked, revocationTtlMs } from './revocation.ts';
import type { Act } from './suspension.ts';
import { resetCode, type UserCode } from './usercode.ts';

/** A certificate that is on no card (非IC卡類憑證), with the application it came from and its user code. */
export type Software = {
  readonly application: Application;
  readonly certificate: Certificate;
  readonly code: UserCode;
};

/** Throws `acceptance.done` where it was accepted already, `acceptance.over` where nothing is left to accept. */
export function requireAcceptable({ application, certificate }: Omit<Software, 'code'>): void {
  if (certificate.state === 'good' || certificate.state === 'suspended') throw new Refusal('acceptance.done');
  if (certificate.state !== 'hold' || !isForSoftware(application)) throw new Refusal('acceptance.over');
}

/** 憑證接受: its holder has seen what it says; from now on it is good. */
export function acceptSoftware(software: Software, { by, now, receipt }: Act): Changes {
  requireAcceptable(software);
  const { certificate } = software;
  return [
    release(certificate, by, now),
    note(certificate, 'certificate.accepted', { by, now }),
    issueReceipt(receipt, by, now),
  ];
}

/** Its content is not what it should be: revoked, and its application goes back to the applicant. Throws `acceptance.reason-missing`. */
export function rejectSoftware(software: Software, reason: string, { by, now, receipt }: Act): Changes {
  requireAcceptable(software);
  if (reason.trim() === '') throw new Refusal('acceptance.reason-missing');
  const { certificate, application } = software;
  return [
    revokeCertificate(certificate, 'cessationOfOperation', { by, now }),
    note(certificate, 'certificate.rejected', { by, now }),
    reopen(application, reason, { by, now }),
    issueReceipt(receipt, by, now),
  ];
}

/** Whether the period for accepting it is over: the last day itself still counts. */
export function isUnaccepted({ state, notBefore }: Certificate, days: number, now: Date): boolean {
  return state === 'hold' && dayOf(now) > addDays(dayOf(notBefore), days);
}

/** 停用. Throws what it is instead of good. */
export function suspendSoftware({ certificate }: Software, { by, now, receipt }: Act): Changes {
  return [suspendCertificate(certificate, by, now), issueReceipt(receipt, by, now)];
}

/** 復用. Throws what it is instead of suspended. */
export function resumeSoftware({ certificate }: Software, { by, now, receipt }: Act): Changes {
  return [resumeCertificate(certificate, by, now), issueReceipt(receipt, by, now)];
}

/** 廢止, first step: a good one is suspended at once. Throws `card.revoked` where nothing is left to revoke. */
export function askSoftwareRevocation(
  { certificate }: Software,
  about: Pick<Revocation, 'id' | 'reason' | 'session'>,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Changes {
  if (!['hold', 'good', 'suspended'].includes(certificate.state)) throw new Refusal('card.revoked');
  const { cardNumber } = certificate;
  const asked: Change<Revocation> = {
    next: {
      noun: 'revocation',
      version: 0,
      ...about,
      cardNumber,
      by: by.id,
      askedAt: now,
      expiresAt: new Date(now.getTime() + revocationTtlMs),
      confirmedAt: null,
      receipt: null,
    },
    event: {
      at: now,
      by: by.id,
      what: 'revocation.asked',
      subject: cardNumber,
      data: { reason: about.reason },
    },
  };
  return certificate.state === 'good' ? [asked, suspendCertificate(certificate, by, now)] : [asked];
}

/** 廢止, second step: for good. Throws `revocation.over`, and what the certificate became meanwhile. */
export function confirmSoftwareRevocation(
  revocation: Revocation,
  { certificate }: Software,
  { by, now, receipt }: Act,
): Changes {
  requireAsked(revocation, now);
  const { reason, cardNumber: subject } = revocation;
  return [
    revokeCertificate(certificate, reason, { by, now }),
    {
      next: { ...revocation, confirmedAt: now, receipt: receipt.number },
      event: { at: now, by: by.id, what: 'revocation.confirmed', subject, data: { reason } },
    },
    issueReceipt(receipt, by, now),
  ];
}

/** Whether its user code can be reset: it is not at its end. */
export function isRecodable({ certificate }: Pick<Software, 'certificate'>, now: Date): boolean {
  return isRevocable(certificate) && now <= certificate.notAfter;
}

/** 用戶代碼重設 by the link that was mailed; all other links of the old code end. Throws `link.expired` where it is at its end. */
export function recodeSoftware(
  software: Software,
  { link, links, hash }: { readonly link: Link; readonly links: readonly Link[]; readonly hash: string },
  { by, now, receipt }: Act,
): Changes {
  if (!isRecodable(software, now)) throw new Refusal('link.expired');
  const others = links.filter(({ id, purpose }) => id !== link.id && purpose === 'recode');
  return [
    useLink(link, by, now),
    resetCode(software.code, hash, { by, now }),
    ...others.map((one) => endLink(one, by, now)),
    issueReceipt(receipt, by, now),
  ];
}

function note(
  { serial, cardNumber }: Certificate,
  what: 'certificate.accepted' | 'certificate.rejected',
  { by, now }: { readonly by: Actor; readonly now: Date },
) {
  return { next: null, event: { at: now, by: by.id, what, subject: cardNumber, data: { serial } } };
}
