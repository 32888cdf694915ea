import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { path } from '../page/path.ts';

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
