import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { checkJourney } from './journey.ts';

const server = process.env.KAIKA_TEST_DATABASE_URL;

test('apply, review, produce, activate, log in and file, on PostgreSQL', {
  skip: server === undefined ? 'no PostgreSQL: install postgresql' : false,
}, async () => {
  const name = `house_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  await checkJourney(Object.assign(new URL(server ?? ''), { pathname: `/${name}` }).href);
});
