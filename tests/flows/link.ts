import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { TestAuthority } from './authority.ts';
import { readOutbox } from './outbox.ts';

/** Does something that mails a link and answers the link's path. Fails after ten seconds. */
export async function linkMailedBy(
  { config: { folder } }: TestAuthority,
  about: string,
  cause: () => Promise<unknown>,
): Promise<string> {
  const before = readOutbox(folder, about);
  await cause();
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await setTimeout(50)) {
    const fresh = readOutbox(folder, about).find((mail) => !before.includes(mail));
    const [path] = /\/[a-z-]+\/(link|stop)\/[\w.-]+/.exec(fresh ?? '') ?? [];
    if (path !== undefined) return path;
  }
  throw new Error(`no link was mailed: ${about}`);
}

/** Whom mails of a kind went to. */
export function recipientsOf({ config: { folder } }: TestAuthority, about: string): readonly string[] {
  const outbox = join(folder, 'mail');
  const files = readdirSync(outbox).filter((name) => name.endsWith('.eml') && name.includes(`Z-${about}-`));
  return files.map(
    (name) => /^To: (.*)\r?$/m.exec(readFileSync(join(outbox, name), 'utf8'))?.[1]?.trim() ?? '',
  );
}
