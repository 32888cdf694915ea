import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isProblemCode } from '@kaika/wire/problem';
import fc from 'fast-check';
import { pino } from 'pino';
import { type AgentApp, startAgent } from './app.ts';
import { openTable } from './conversation/table.example.ts';

const own = 'http://localhost:61170';
const old = 'http://localhost:61161';
const defects: string[] = [];
let folder: string;
let agent: AgentApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  agent = await startAgent({
    folder,
    port: 61170,
    legacyPort: 61161,
    policy: { authorities: [], origins: ['https://login.example.tw'] },
    cards: openTable('R'),
    desk: null,
    version: '9.9.9',
    now: () => new Date(),
    log: pino({ level: 'error' }, { write: (line) => void defects.push(line) }),
  });
});
after(async () => {
  await agent[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('..', '%00', '%', 'x'.repeat(9000)),
);
const place = fc.oneof(
  fc.constantFrom(
    '/sites',
    '/pin?reader=R',
    '/phrase',
    '/register',
    '/window/x/form',
    '/window/x/hear',
    '/window/x/request',
  ),
  fc.constantFrom('/sign', '/decrypt', '/makeCsr', '/writecert', '/umakeSig', '/getChallenge', '/addDomain'),
  fc.constantFrom(
    '/CardManagement/sendCardCommand',
    '/pkcs11info',
    '/p11Image.bmp',
    '/certificate',
    '/certificate.cer',
  ),
  text.map((rest) => `/${encodeURIComponent(rest.toWellFormed())}`),
);
const query = fc
  .tuple(fc.constantFrom('reader', 'slot', 'lang', 'domain', 'withcert'), text)
  .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
const body = fc.oneof(
  fc.json(),
  text,
  fc.json().map((value) => new URLSearchParams({ tbsPackage: value }).toString()),
  fc
    .dictionary(fc.constantFrom('secret', 'do', 'site', 'oldPin', 'newPin', 'func', 'origin'), text)
    .map((fields) => new URLSearchParams(fields).toString()),
);
const type = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
);

test('whatever is sent to either port is answered: a page, or a refusal with its code, and never a defect', async () => {
  const sent = fc.record({
    base: fc.constantFrom(own, old),
    place,
    query,
    body,
    type,
    method: fc.constantFrom('GET', 'POST', 'PUT'),
  });
  await fc.assert(
    fc.asyncProperty(sent, async ({ base, method, ...parts }) => {
      const path = `${parts.place}${parts.place.includes('?') ? '&' : '?'}${parts.query}`;
      const headers = { origin: base, 'content-type': parts.type, 'kaika-secret': 'guess' };
      const init = method === 'GET' ? { headers } : { headers, method, body: parts.body };
      const answer = await agent.fetch(new Request(`${base}${path}`, init));
      assert.ok(answer.status < 500, `${method} ${path} ${answer.status}`);
      if (answer.headers.get('content-type') !== 'application/problem+json') return answer.body?.cancel();
      const { code } = await answer.json();
      assert.ok(isProblemCode(code), `${method} ${path} ${code}`);
    }),
    { numRuns: 80 },
  );
  assert.deepEqual(defects, []);
});

test('too much is refused on either port before it is read', async () => {
  for (const base of [own, old]) {
    for (const path of base === own
      ? ['/sites', '/window/x/request']
      : ['/sign', '/CardManagement/sendCardCommand']) {
      const headers = { origin: base, 'content-type': 'application/x-www-form-urlencoded' };
      const request = new Request(`${base}${path}`, { method: 'POST', headers, body: 'x'.repeat(2_100_000) });
      assert.equal((await agent.fetch(request)).status, 413, `${base}${path}`);
    }
  }
});

test('no page of either port lets itself be framed', async () => {
  const pages = ['/', '/sites', '/phrase', '/selftest', '/log', '/about', '/help', '/window'];
  const forms = ['/popupForm', '/ChtPopupForm', '/CardManagement/CMCPopForm', '/CardManagement/popupForm'];
  const all = [...pages.map((path) => `${own}${path}`), ...forms.map((path) => `${old}${path}`)];
  for (const url of [...all, `${old}/addDomain?domain=www.example.tw`]) {
    const { status, headers, body } = await agent.fetch(new Request(url));
    await body?.cancel();
    assert.ok(status < 400, `${url} ${status}`);
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, url);
  }
});
