import { test } from 'node:test';

/** Signing in on PostgreSQL, where the run brought a server; on the embedded database it is a unit test. */
if (process.env.KAIKA_TEST_DATABASE_URL === undefined) {
  test('signing in on PostgreSQL', { skip: 'no PostgreSQL: install postgresql' });
} else {
  process.env.KAIKA_TEST_STORE = 'postgres';
  await import('../../apps/login/app.test.ts');
  await import('../../apps/login/app.refusal.test.ts');
}
