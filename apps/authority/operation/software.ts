import { randomUUID } from 'node:crypto';
import { defaultActivationDays } from '@kaika/registry/card';
import { revokeCertificate } from '@kaika/registry/certificate';
import { type Actor, system } from '@kaika/registry/change';
import type { Changes } from '@kaika/registry/noun';
import {
  askSoftwareRevocation,
  confirmSoftwareRevocation,
  isUnaccepted,
  resumeSoftware,
  type Software,
  suspendSoftware,
} from '@kaika/registry/software';
import type { Act } from '@kaika/registry/suspension';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Mail, MailName } from '../mail/mail.ts';
import { findRevocation } from '../store/revocation.ts';
import { act } from '../store/save.ts';
import { applicationNumber, findSoftware, waitingSince } from '../store/software.ts';
import type { Reader, Trx } from '../store/table.ts';
import { type ReceiptWhat, signReceipt, tellReceipt } from '../task/receipt.ts';
import type { Asked } from './revoke.ts';

/** An act on a certificate that is on no card, which ends with a receipt. */
export type SoftwareConclusion = {
  readonly number: string;
  readonly by: Actor;
  readonly what: ReceiptWhat;
  readonly mail: MailName;
  readonly reason?: string;
};

/** Whether a number names a certificate that is on no card, rather than a card. */
export function isSoftwareNumber(number: string): boolean {
  return applicationNumber.test(number);
}

/** The certificate under a number. Throws `certificate.unknown`. */
export async function requireSoftware(db: Reader, number: string): Promise<Software> {
  const found = await findSoftware(db, number);
  if (found === null) throw new Failure('certificate.unknown');
  return found;
}

/** Signs a receipt and then, in one transaction, decides, keeps everything with its events and orders the mail. */
export async function concludeSoftware(
  context: Context,
  about: SoftwareConclusion,
  decide: (software: Software, act: Act, trx: Trx) => Promise<Changes> | Changes,
): Promise<Receipt> {
  const { number, by, what, mail, reason } = about;
  const { certificate } = await requireSoftware(context.db, number);
  const receipt = await signReceipt(context, {
    what,
    cardNumber: null,
    application: number,
    holder: certificate.subject,
    organisation: certificate.organisation,
    certificates: [certificate.serial],
    ...(reason === undefined ? {} : { reason }),
  });
  const told = tellReceipt(context, receipt);
  await act(context.db, async (trx) => {
    const software = await requireSoftware(trx, number);
    const changes = await decide(software, { by, now: context.now(), receipt }, trx);
    await context.enqueue(
      trx,
      mailApplicant(software, mail, { href: told.href, at: receipt.at.toISOString() }),
    );
    return { changes, answer: undefined };
  });
  return told;
}

/** A mail to the contact that the application named. */
export function mailApplicant(
  { application }: Pick<Software, 'application'>,
  about: MailName,
  values: Mail['values'],
): Mail {
  const { number, contactName: name, contactMail: to } = application;
  return { to, about, values: { number, name, ...values } };
}

/** 停用. */
export function suspendSoftwareCertificate(context: Context, number: string, by: Actor): Promise<Receipt> {
  const about = { number, by, what: 'certificate.suspended', mail: 'software-suspended' } as const;
  return concludeSoftware(context, about, suspendSoftware);
}

/** 復用. */
export function resumeSoftwareCertificate(context: Context, number: string, by: Actor): Promise<Receipt> {
  const about = { number, by, what: 'certificate.resumed', mail: 'software-resumed' } as const;
  return concludeSoftware(context, about, resumeSoftware);
}

/** 廢止, first step: suspended at once. Answers the id under which its holder confirms. */
export async function askToRevokeSoftware(context: Context, asked: Asked): Promise<string> {
  const { cardNumber, by, reason, session } = asked;
  const id = randomUUID();
  await act(context.db, async (trx) => {
    const software = await requireSoftware(trx, cardNumber);
    const now = context.now();
    const changes = askSoftwareRevocation(software, { id, reason, session }, { by, now });
    await context.enqueue(
      trx,
      mailApplicant(software, 'software-revocation-asked', { at: now.toISOString() }),
    );
    return { changes, answer: undefined };
  });
  return id;
}

/** 廢止, second step: for good. Answers the receipt's number. */
export async function revokeSoftwareCertificate(context: Context, id: string): Promise<string> {
  const asked = await findRevocation(context.db, id);
  if (asked === null) throw new Failure('revocation.unknown');
  const { cardNumber: number, by, reason } = asked;
  const about = {
    number,
    by: { id: by },
    what: 'certificate.revoked',
    mail: 'software-revoked',
    reason,
  } as const;
  const { number: receipt } = await concludeSoftware(context, about, async (software, how, trx) => {
    const fresh = await findRevocation(trx, id);
    if (fresh === null) throw new Failure('revocation.unknown');
    return confirmSoftwareRevocation(fresh, software, how);
  });
  return receipt;
}

/** Every hour: what nobody accepted within the days in which a card is activated is revoked by the clock. */
export async function revokeUnaccepted(context: Context): Promise<void> {
  const { db, now, config } = context;
  const days = config.activationDays ?? defaultActivationDays;
  for (const number of await waitingSince(db, new Date(now().getTime() - days * 86_400_000))) {
    await act(db, async (trx) => {
      const software = await findSoftware(trx, number);
      if (software === null || !isUnaccepted(software.certificate, days, now())) {
        return { changes: [], answer: undefined };
      }
      await context.enqueue(trx, mailApplicant(software, 'software-overdue', {}));
      const how = { by: system, now: now() };
      return {
        changes: [revokeCertificate(software.certificate, 'cessationOfOperation', how)],
        answer: undefined,
      };
    });
  }
}
