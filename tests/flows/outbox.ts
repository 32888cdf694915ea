import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The mails an authority without SMTP keeps as files: their text, decoded, oldest first by the file (a test's clock may stand still). */
export function readOutbox(folder: string, about: string): readonly string[] {
  const outbox = join(folder, 'mail');
  return readdirSync(outbox)
    .filter((name) => name.endsWith('.eml') && name.includes(`Z-${about}-`))
    .map((name) => join(outbox, name))
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .sort((left, right) => left.at - right.at)
    .map(({ file }) => decode(readFileSync(file, 'utf8')));
}

/** Waits until the outbox holds that many mails of a kind and answers the newest. Fails after ten seconds. */
export async function waitForMail(folder: string, about: string, count = 1): Promise<string> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const mails = readOutbox(folder, about);
    const newest = mails.at(-1);
    if (mails.length >= count && newest !== undefined) return newest;
    await setTimeout(50);
  }
  throw new Error(`no mail: ${about}: ${readOutbox(folder, about).length} of ${count}`);
}

/** The body of a message in quoted-printable or base64. */
function decode(message: string): string {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const joined = body.replaceAll('=\r\n', '');
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
