import { createHash, randomBytes } from 'node:crypto';
import { holder } from '@kaika/registry/change';
import { endLink } from '@kaika/registry/link';
import type { Changes } from '@kaika/registry/noun';
import type { Context } from '../context.ts';
import { path } from '../page/path.ts';
import { openLinks } from '../store/link.ts';
import type { Trx } from '../store/table.ts';

/** A fresh secret of 32 octets for a mailed link: the address to mail, and the hash by which the record knows it. */
export function drawLink(
  { config }: Pick<Context, 'config'>,
  purpose: 'recode' | 'contact',
): { readonly id: string; readonly href: string } {
  const secret = randomBytes(32).toString('base64url');
  const at = { recode: path.resetCode, contact: path.contact }[purpose];
  return { id: linkId(secret), href: `${config.origins.authority}${at}/link/${secret}` };
}

/** SHA-256 of a link's secret, hex. */
export function linkId(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Links for a new code that were mailed before: the newest alone counts. */
export async function endedLinks(trx: Trx, number: string, now: Date): Promise<Changes> {
  const open = await openLinks(trx, number);
  return open.filter(({ purpose }) => purpose === 'recode').map((link) => endLink(link, holder, now));
}
