import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openAuthority, type TestAuthority } from './authority.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const places = [
  '/api/task',
  '/api/task/x/release',
  '/api/task/x/refuted',
  '/api/task/x/confirm',
  '/api/task/x/relay',
  '/api/progress',
  '/api/officer/status',
  '/api/officer/session',
  '/api/card-status',
  '/pki/issuing-cards/1/ocsp',
  '/apply',
  '/progress',
];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
];
const shaped = fc.record(
  {
    operation: fc.constantFrom('activate', 'produce', 'write', 'other'),
    cardNumber: fc.oneof(fc.constant('XC00000000000018'), fc.string(), fc.integer()),
    task: fc.string(),
    guid: fc.constantFrom('00'.repeat(16), 'zz', ''),
    certificate: fc.base64String(),
    signature: fc.base64String(),
    attempt: fc.integer(),
    version: fc.integer(),
    sealed: fc.string(),
    token: fc.anything(),
    nonce: fc.base64String({ minLength: 44, maxLength: 44 }),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  shaped.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string(),
  fc.constant('[]'),
);

async function send(path: string, method: string, headers: Record<string, string>, sent?: string) {
  const init = {
    method,
    headers: { origin: house.origin, ...headers },
    ...(sent === undefined ? {} : { body: sent }),
  };
  return house.fetch(new Request(`${house.origin}${path}`, init));
}

test('whatever is posted anywhere is answered, and never as a defect', async () => {
  const asked = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...types), body);
  await fc.assert(
    fc.asyncProperty(asked, async ([path, type, sent]) => {
      const headers = {
        'content-type': type,
        authorization: `Bearer ${house.config.clients.cardStatusSecret}`,
      };
      const { status } = await send(path, 'POST', headers, sent);
      assert.ok(status < 500, `${path} ${type} ${status} ${sent}`);
    }),
    { numRuns: 150 },
  );
});

test('whatever is asked for in an address is answered, and never as a defect', async () => {
  const segment = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.base64String(),
    fc.constantFrom('..', '%00', '\u0000', '%'),
  );
  const folders = [
    '/certificate/',
    '/certificate?q=',
    '/receipt/',
    '/help/',
    '/pki/issuing-cards/1/ocsp/',
    '/pki/root/1/crl/',
    '/officer/cards/',
    '/progress?number=',
    '/?lang=',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...folders), segment, fc.boolean(), async (folder, rest, whole) => {
      const path = `${folder}${whole ? encodeURIComponent(rest) : encodeURI(rest.toWellFormed())}`;
      const { status } = await send(path, 'GET', {});
      assert.ok(status < 500, `${path} ${status}`);
    }),
    { numRuns: 150 },
  );
});

test('too much is refused', async () => {
  const { status } = await send(
    '/api/task',
    'POST',
    { 'content-type': 'application/json', 'content-length': '999999' },
    ' '.repeat(999_999),
  );
  assert.equal(status, 413);
});
