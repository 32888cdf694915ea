import { randomUUID } from 'node:crypto';
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
  | 'card-shipped'
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

export type SendMail = (mail: Mail) => Promise<void>;

/** SMTP where the configuration names a server; otherwise each mail is a file `folder/mail/*.eml`. */
export function openMail({ mail, folder, now }: Pick<AuthorityConfig, 'mail' | 'folder' | 'now'>): SendMail {
  const from = mail?.from ?? '開卡憑證管理中心 <no-reply@kaika.example>';
  if (mail !== undefined) {
    const smtp = createTransport(mail.smtp);
    return async (one) => {
      await smtp.sendMail({ from, to: one.to, ...letterOf(one) });
    };
  }
  const outbox = join(folder, 'mail');
  mkdirSync(outbox, { recursive: true, mode: 0o700 });
  chmodSync(outbox, 0o700);
  const writer = createTransport({ streamTransport: true, buffer: true });
  return async (one) => {
    const { message } = await writer.sendMail({ from, to: one.to, date: now(), ...letterOf(one) });
    const file = join(outbox, `${now().toISOString().replaceAll(':', '')}-${one.about}-${randomUUID()}.eml`);
    // `buffer: true` above makes it a Buffer; the type covers the streaming case too.
    writeFileSync(`${file}.half`, message as Buffer, { mode: 0o600 });
    renameSync(`${file}.half`, file);
  };
}
