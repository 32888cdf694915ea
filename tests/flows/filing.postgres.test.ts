import { test } from 'node:test';

/** The filing service's own tests on PostgreSQL, where the run brought a server. */
if (process.env.KAIKA_TEST_DATABASE_URL === undefined) {
  test('the filing service on PostgreSQL', { skip: 'no PostgreSQL: install postgresql' });
} else {
  process.env.KAIKA_TEST_STORE = 'postgres';
  await import('../../apps/filing/store/store.test.ts');
  await import('../../apps/filing/app.test.ts');
}
