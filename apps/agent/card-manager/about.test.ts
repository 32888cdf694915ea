import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { type AgentApp, startAgent } from '../app.ts';
import { openTable } from '../conversation/table.example.ts';

const own = 'http://localhost:61170';
let newest: string | null = '0.2.0';
let asked = 0;
let folder: string;
let agent: AgentApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  agent = await startAgent({
    folder,
    port: 61170,
    legacyPort: null,
    policy: { authorities: [], origins: [], portal: 'https://portal.example.tw' },
    cards: openTable('R'),
    desk: null,
    fetch: async () => {
      asked += 1;
      return Response.json({ agent: newest, files: [] });
    },
    version: '0.1.0',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
});

after(async () => {
  await agent[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('the portal is asked only when the person presses the button, and what it said stays on the page', async () => {
  assert.doesNotMatch(await about(), /0\.2\.0/);
  assert.equal(asked, 0);
  assert.match(await (await press(secretIn(await about()))).text(), /有新版本 0\.2\.0/);
  assert.match(await about(), /有新版本 0\.2\.0/);
  assert.equal(asked, 1);
});

test('a secret of another form asks nobody', async () => {
  const before = asked;
  assert.equal((await press('x')).status, 403);
  assert.equal(asked, before);
});

test('a portal that does not tell is said with its remedy', async () => {
  newest = null;
  const page = await press(secretIn(await about()));
  assert.equal(page.status, 422);
  assert.match(await page.text(), /無法向入口網查詢新版本。/);
});

async function about(): Promise<string> {
  const page = await agent.fetch(new Request(`${own}/about`, { headers: { host: 'localhost:61170' } }));
  return page.text();
}

async function press(secret: string): Promise<Response> {
  const headers = {
    host: 'localhost:61170',
    origin: own,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams({ secret }).toString();
  return agent.fetch(new Request(`${own}/about`, { method: 'POST', headers, body }));
}

function secretIn(page: string): string {
  return /name="secret" value="([^"]+)"/.exec(page)?.[1] ?? assert.fail('the page has no form');
}
