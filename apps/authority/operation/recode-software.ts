import { holder } from '@kaika/registry/change';
import { issueLink } from '@kaika/registry/link';
import { isRecodable, recodeSoftware } from '@kaika/registry/software';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { openLinks, requireLink } from '../store/link.ts';
import { act } from '../store/save.ts';
import { findSoftware } from '../store/software.ts';
import { drawLink, endedLinks, linkId } from './link.ts';
import { concludeSoftware, mailApplicant } from './software.ts';

/** Mails a link for a new user code to the contact of the application. A number under which nothing can be reset gets nothing. */
export async function mailSoftwareRecodeLink(context: Context, number: string): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const software = await findSoftware(trx, number);
    if (software === null || !isRecodable(software, now)) return { changes: [], answer: undefined };
    const { id, href } = drawLink(context, 'recode');
    await context.enqueue(trx, mailApplicant(software, 'software-link', { href }));
    const changes = [
      ...(await endedLinks(trx, number, now)),
      issueLink({ id, purpose: 'recode', cardNumber: number }, holder, now),
    ];
    return { changes, answer: undefined };
  });
}

/** Sets the new user code by a mailed link, once. The code has been checked by its rule. */
export async function recodeSoftwareWithLink(
  context: Context,
  {
    secret,
    number,
    userCode,
  }: { readonly secret: string; readonly number: string; readonly userCode: string },
): Promise<Receipt> {
  const hash = await context.codes.hash(userCode);
  const about = { number, by: holder, what: 'code.reset', mail: 'software-recoded' } as const;
  return concludeSoftware(context, about, async (software, how, trx) => {
    const link = await requireLink(trx, linkId(secret));
    return recodeSoftware(software, { link, links: await openLinks(trx, number), hash }, how);
  });
}
