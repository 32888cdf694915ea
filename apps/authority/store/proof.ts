import type { Database, Reader, Tables } from './table.ts';

/** A nonce given out for one operation with these parameters, to one browser. */
export type KeptProof = Tables['proof'];

export async function keepProof(db: Database, proof: Omit<KeptProof, 'usedAt'>): Promise<void> {
  await db
    .insertInto('proof')
    .values({ ...proof, usedAt: null })
    .execute();
}

export async function findProof(db: Reader, nonce: string): Promise<KeptProof | null> {
  const row = await db.selectFrom('proof').selectAll().where('nonce', '=', nonce).executeTakeFirst();
  return row ?? null;
}

/** Uses the nonce up. Of two requests at once one wins: answers whether it was this one. */
export async function useProof(db: Database, nonce: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('proof')
    .set({ usedAt: now })
    .where('nonce', '=', nonce)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function dropOldProofs(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('proof').where('issuedAt', '<', before).execute();
}
