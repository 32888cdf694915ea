import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { AuthorityConfig } from '../config.ts';
import { letterOf } from './letter.ts';

/** What a mail is about; no mail holds a secret but the code of a moment, which is nothing without the user code. Values are filled into the letter of that name. */
export type Mail = {
  readonly to: string;
  readonly about: MailName;
  readonly values: Readonly<Record<string, string>>;
  /** An iCalendar file that goes with it. */
  readonly calendar?: string;
};

export type MailName =
  | 'application-submitted'
  | 'application-approved'
  | 'application-returned'
  | 'application-refused'
  | 'application-resubmitted'
  | 'application-withdrawn'
  | 'software-issued'
  | 'software-accepted'
  | 'software-rejected'
  | 'software-suspended'
  | 'software-resumed'
  | 'software-revoked'
  | 'software-revocation-asked'
  | 'software-overdue'
  | 'software-code'
  | 'software-link'
  | 'software-recoded'
  | 'card-shipped'
  | 'card-not-shipped'
  | 'card-returned'
  | 'card-expiring'
  | 'card-activated'
  | 'card-unlocked'
  | 'card-pin-changed'
  | 'card-suspended'
  | 'card-resumed'
  | 'card-revoked'
  | 'mail-code'
  | 'revocation-asked'
  | 'revocation-proposed'
  | 'revocation-dropped'
  | 'card-due'
  | 'card-overdue'
  | 'code-locked'
  | 'code-link'
  | 'code-early'
  | 'code-paper'
  | 'code-reset'
  | 'contact-asked'
  | 'contact-changed'
  | 'contact-confirm'
  | 'certificates-expiring'
  | 'organisation-listed'
  | 'puk-unconfirmed'
  | 'mail-confirm'
  | 'mail-asked'
  | 'mail-written'
  | 'card-altered'
  | 'card-lost'
  | 'card-destroyed'
  | 'renewal-asked'
  | 'replacement-asked'
  | 'card-replaced';

/** A mail of the outbox. */
export type OutgoingMail = Mail & { readonly id: string; readonly madeAt: Date };

export type SendMail = (mail: OutgoingMail) => Promise<void>;

/** No server takes longer for one mail than this; others wait behind it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

type Settings = Pick<AuthorityConfig, 'mail' | 'folder' | 'origins'>;

/**
 * SMTP where the configuration names a server; otherwise each mail is a file `folder/mail/*.eml`. A mail that is sent twice has the same
 * Message-ID and date (RFC 5322 §3.6.4), the same file: whoever gets it can tell.
 */
export function openMail({ mail, folder, origins }: Settings): SendMail {
  const from = mail?.from ?? '開卡憑證管理中心 <no-reply@kaika.example>';
  const host = new URL(origins.authority).hostname;
  if (mail !== undefined) {
    const smtp = createTransport({ url: mail.smtp, ...patience });
    return async (one) => {
      await smtp.sendMail(messageOf(one, { from, host }));
    };
  }
  const outbox = join(folder, 'mail');
  mkdirSync(outbox, { recursive: true, mode: 0o700 });
  chmodSync(outbox, 0o700);
  const writer = createTransport({ streamTransport: true, buffer: true });
  return async (one) => {
    const { message } = await writer.sendMail(messageOf(one, { from, host }));
    const file = join(outbox, `${one.madeAt.toISOString().replaceAll(':', '')}-${one.about}-${one.id}.eml`);
    // `buffer: true` above makes it a Buffer; the type covers the streaming case too.
    writeFileSync(`${file}.half`, message as Buffer, { mode: 0o600 });
    renameSync(`${file}.half`, file);
  };
}

function messageOf(mail: OutgoingMail, { from, host }: { readonly from: string; readonly host: string }) {
  const { id, to, madeAt, calendar } = mail;
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  const attachments = [{ filename: 'kaika.ics', content: calendar ?? '', contentType }];
  return {
    from,
    to,
    date: madeAt,
    messageId: `<${id}@${host}>`,
    // RFC 3834 §5: nobody's absence note comes back.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...letterOf(mail),
    ...(calendar === undefined ? {} : { attachments }),
  };
}
