import { test } from 'node:test';

/** The same flow on PostgreSQL, where the run brought a server. */
if (process.env.KAIKA_TEST_DATABASE_URL === undefined) {
  test('the officers’ console on PostgreSQL', { skip: 'no PostgreSQL: install postgresql' });
} else {
  process.env.KAIKA_TEST_STORE = 'postgres';
  await import('./console.test.ts');
}
