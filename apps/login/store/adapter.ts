import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from './table.ts';

/** Where the OpenID provider keeps its models: one row each, gone when read after its time. */
export function openAdapter(db: Database, now: () => Date): (kind: string) => Adapter {
  return (kind) => {
    const rows = db.selectFrom('model').selectAll().where('kind', '=', kind);
    const read = async (found: Promise<Row | undefined>): Promise<AdapterPayload | undefined> => {
      const row = await found;
      if (!row || (row.expires_at && row.expires_at <= now())) return undefined;
      return { ...row.payload, ...(row.consumed_at ? { consumed: seconds(row.consumed_at) } : {}) };
    };
    return {
      find: (id) => read(rows.where('id', '=', id).executeTakeFirst()),
      findByUid: (uid) => read(rows.where('uid', '=', uid).executeTakeFirst()),
      findByUserCode: async () => undefined,
      async upsert(id, payload, expiresInSeconds) {
        const kept = {
          payload: JSON.stringify(payload),
          grant_id: payload.grantId ?? null,
          uid: payload.uid ?? null,
          expires_at: expiresInSeconds ? new Date(now().getTime() + expiresInSeconds * 1000) : null,
        };
        await db
          .insertInto('model')
          .values({ kind, id, ...kept })
          .onConflict((c) => c.columns(['kind', 'id']).doUpdateSet(kept))
          .execute();
      },
      async consume(id) {
        const { numUpdatedRows } = await db
          .updateTable('model')
          .set({ consumed_at: now() })
          .where('kind', '=', kind)
          .where('id', '=', id)
          .where('consumed_at', 'is', null)
          .executeTakeFirstOrThrow();
        // Two exchanges of one code at once: both found it unused, only one may go on (RFC 6749 §10.5).
        if (numUpdatedRows !== 1n) throw new Error('already consumed');
      },
      async destroy(id) {
        await db.deleteFrom('model').where('kind', '=', kind).where('id', '=', id).execute();
      },
      async revokeByGrantId(grantId) {
        await db.deleteFrom('model').where('kind', '=', kind).where('grant_id', '=', grantId).execute();
      },
    };
  };
}

/** Forgets models, challenges and tries whose time is over. The audit stays. */
export async function sweep(db: Database, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 86_400_000);
  await db.deleteFrom('model').where('expires_at', '<', dayAgo).execute();
  await db.deleteFrom('challenge').where('issued_at', '<', dayAgo).execute();
  await db.deleteFrom('attempt').where('until', '<', dayAgo).execute();
}

type Row = {
  readonly payload: Record<string, unknown>;
  readonly consumed_at: Date | null;
  readonly expires_at: Date | null;
};

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
