import type { Store } from './case.ts';

export type Waiting = {
  readonly id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
};

/** Letters not sent yet, oldest first. */
export async function listWaiting(store: Store): Promise<readonly Waiting[]> {
  return store
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'text'])
    .where('sent_at', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function markSent(store: Store, id: number, now: Date): Promise<void> {
  await store.updateTable('mail').set({ sent_at: now }).where('id', '=', id).execute();
}
