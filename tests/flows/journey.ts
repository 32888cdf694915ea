import assert from 'node:assert/strict';
import { walkJourney } from '../../tools/tour/journey.ts';
import { applicant } from '../../tools/tour/step/apply.ts';
import { beginWalk } from '../../tools/tour/walk.ts';
import { filesWith, openHouse } from './house.ts';

/** The whole journey against a house on that store, then a search for its secrets in everything that was written. */
export async function checkJourney(databaseUrl?: string): Promise<void> {
  await using house = await openHouse(databaseUrl === undefined ? {} : { databaseUrl });
  const steps: string[] = [];
  const walk = beginWalk(house.origins, house.fetch, () => new Date());
  await walkJourney(walk, (name) => steps.push(name));
  assert.deepEqual(steps, ['apply', 'review', 'produce', 'activate', 'log in', 'file']);
  const secrets = [applicant.userCode, ...house.people.map(({ userCode }) => userCode ?? '')];
  assert.deepEqual(filesWith(house.folder, secrets), [], 'no user code in any log, file or database');
  // six digits also occur by chance in other bytes, so PINs are looked for in what is text
  const pins = [applicant.pin, ...house.people.map(({ pin }) => pin ?? '')];
  const texts = filesWith(house.folder, pins).filter((path) => !path.includes('/database/'));
  assert.deepEqual(texts, [], 'no PIN in any log or file');
}
