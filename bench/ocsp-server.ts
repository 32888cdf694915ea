import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createStatusServer } from '@kaika/authority/status/socket';
import { sql } from 'kysely';
import { startBenchHouse } from './house.ts';

/**
 * An authority as `apps/authority/main.ts` runs it, with a million certificates in its database. Says its port, its issuer and a
 * constant server's port on standard output, then answers until it is stopped.
 */
const [url = '', folder = '', count = '0'] = process.argv.slice(2);
const authority = await startBenchHouse(url, folder);
const database = authority.context.db;
// Every tenth is revoked; the serial number of the n-th is 01 and the MD5 of n, so that whoever asks can work it out.
await sql`
  insert into authority.certificate (serial, version, generation, use, "cardNumber", organisation, subject, "keyId", tbs, der,
    shard, "notBefore", "notAfter", state, since, "heldSince", reason)
  select '01' || md5(n::text), 1, 'issuing-cards/1', 'authentication', 'XC' || lpad(n::text, 14, '0'), '1.2', '測量', n::text,
    ''::bytea, ''::bytea, n % 16, now(), now() + interval '5 years', case when n % 10 = 0 then 'revoked' else 'good' end, now(),
    null, case when n % 10 = 0 then 'keyCompromise' end
  from generate_series(1, ${Number(count)}::integer) n`.execute(database);
await sql`analyze authority.certificate`.execute(database);

process.once('SIGTERM', () => process.exit());
const whole = createServer(getRequestListener(authority.fetch));
const server = createStatusServer({ desk: authority.ocsp, now: () => new Date(), http: whole });
server.listen(0, '127.0.0.1', () => {
  const { subject, spki } = authority.context.ca.authority('issuing-cards').certificate;
  const issuer = { name: Buffer.from(subject).toString('hex'), spki: Buffer.from(spki).toString('hex') };
  const { port } = server.address() as AddressInfo; // it listens on TCP
  console.log(JSON.stringify({ port, issuer }));
});
