import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { startAuthority } from '@kaika/authority/app';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { keep } from '@kaika/authority/store/save';
import { fromHex } from '@kaika/bytes/hex';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { parseOcspResponse } from '@kaika/pki/ocsp-response';
import { release } from '@kaika/registry/certificate';
import { system } from '@kaika/registry/change';
import { issueCard, openAuthority } from './authority.ts';

process.env.KAIKA_TEST_STORE = 'postgres';
const skip = process.env.KAIKA_TEST_DATABASE_URL === undefined && 'PostgreSQL is not installed';

test('what one process changes, the other answers at once', { skip, timeout: 60_000 }, async () => {
  await using house = await openAuthority();
  await using other = await startAuthority(house.config);
  const { number } = await issueCard(house);
  const [record] = await certificatesOfCard(house.context.db, number);
  assert.ok(record);
  const { subject: name, spki } = house.context.ca.authority('issuing-cards').certificate;
  const request = encodeOcspRequest([certIdFor({ name, spki }, fromHex(record.serial))]);
  const statusAtOther = async () => {
    const { der } = await other.ocsp.answer('issuing-cards/1', request);
    const answer = parseOcspResponse(der);
    return answer.status === 'successful' ? answer.basic.singles[0]?.status : answer.status;
  };
  assert.equal(await statusAtOther(), 'revoked');
  assert.equal(await statusAtOther(), 'revoked');
  await keep(house.context.db, release(record, system, house.clock.now));
  const deadline = Date.now() + 5000;
  while ((await statusAtOther()) !== 'good') {
    assert.ok(Date.now() < deadline, 'not heard within 5 seconds');
    // Kept answers come without waiting for anything: the loop must let the notice in.
    await setImmediate();
  }
});
