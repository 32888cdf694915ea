import { equal } from '@kaika/bytes/bytes';
import { ceremony } from '@kaika/registry/change';
import type { Kysely } from 'kysely';
import { findOwn, keepOwn } from '../store/authority.ts';
import { openStore } from '../store/migration.ts';
import { save } from '../store/save.ts';
import type { Outcome } from './outcome.ts';

/**
 * Takes the certificates of a ceremony into the store before the authority starts, all or none, each with its event. What is there
 * already stays; a second start changes nothing. Throws TypeError where the store has another certificate of the same name.
 */
export async function adoptOutcome(
  database: Kysely<unknown>,
  { certificates }: Outcome,
  now: Date,
): Promise<void> {
  const db = await openStore(database);
  await db.transaction().execute(async (trx) => {
    for (const own of certificates) {
      const known = await findOwn(trx, own.name);
      // Service keys are renewed while the house runs: a newer one of that name is as it should be.
      if (known && !isAuthority(own.profile)) continue;
      if (known && equal(known.certificate.der, own.certificate.der)) continue;
      if (known) throw new TypeError(`the store has another certificate of ${own.name}`);
      await keepOwn(trx, own, now);
      const event = { at: now, by: ceremony.id, what: 'key.made', subject: own.name } as const;
      await save(trx, [{ next: null, event }]);
    }
  });
}

function isAuthority(profile: string): boolean {
  return ['root', 'issuing-cards', 'issuing-software', 'attestation-authority'].includes(profile);
}
