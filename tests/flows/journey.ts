import assert from 'node:assert/strict';
import { walkJourney } from '../../tools/tour/journey.ts';
import { applicant } from '../../tools/tour/step/apply.ts';
import { beginWalk } from '../../tools/tour/walk.ts';
import { openHouse } from '../browser/house.ts';
import { findSecrets } from '../browser/secret.ts';

const guest = {
  id: 'example',
  secret: 'example-secret-for-the-demonstration',
  redirectUri: 'http://localhost:9090/callback',
};

/** The whole journey against a house on that store, then a search for its secrets in everything that was written. */
export async function checkJourney(databaseUrl?: string): Promise<void> {
  await using house = await openHouse({ guest, databaseUrl });
  const steps: string[] = [];
  const walk = beginWalk(house.origins, house.fetch, () => new Date());
  await walkJourney(walk, (name) => steps.push(name));
  assert.deepEqual(steps, ['apply', 'review', 'produce', 'activate', 'log in', 'file']);
  const typed = [...house.people, { role: 'the applicant', ...applicant }];
  const secrets = typed.flatMap(({ role, pin, userCode }) => [
    { of: `PIN of ${role}`, text: pin ?? '' },
    { of: `user code of ${role}`, text: userCode ?? '' },
  ]);
  assert.ok(secrets.every(({ text }) => text.length >= 6));
  assert.deepEqual(
    findSecrets(house.folder, secrets),
    [],
    'no PIN and no user code in any log, file or database',
  );
}
