import type { Actor } from '@kaika/registry/change';
import { resumeWhole, suspendWhole } from '@kaika/registry/suspension';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { conclude } from './conclude.ts';

/** 停用: from this moment the status service says that the certificates are on hold. */
export function suspendCard(context: Context, cardNumber: string, by: Actor): Promise<Receipt> {
  const about = { cardNumber, by, what: 'card.suspended', mail: 'card-suspended' } as const;
  return conclude(context, about, suspendWhole);
}

/** 復用: the certificates are good again. */
export function resumeCard(context: Context, cardNumber: string, by: Actor): Promise<Receipt> {
  const about = { cardNumber, by, what: 'card.resumed', mail: 'card-resumed' } as const;
  return conclude(context, about, resumeWhole);
}
