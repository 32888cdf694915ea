import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createSample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { pino } from 'pino';
import { type AgentApp, startAgent } from '../app.ts';
import { openTable, type Table } from '../conversation/table.example.ts';
import type { Registrable } from '../register/registration.ts';

const own = 'http://localhost:61170';
const asked: (readonly Registrable[] | 'remove')[] = [];
let outcome: 'added' | 'failed' = 'added';
let folder: string;
let table: Table;
let agent: AgentApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  table = openTable('R');
  agent = await startAgent({
    folder,
    port: 61170,
    legacyPort: null,
    policy: { authorities: [], origins: [] },
    cards: table,
    desk: null,
    registration: {
      async add(certificates) {
        asked.push(certificates);
        return certificates.map(({ name }) => ({
          store: 'nss',
          where: '/somewhere',
          of: 'certificate',
          name,
          outcome,
        }));
      },
      async remove() {
        asked.push('remove');
        return [];
      },
    },
    version: '1',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
});

after(async () => {
  await agent[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('without a card the page says so and offers nothing to register', async () => {
  const text = await page('/register');
  assert.match(text, /卡片不存在/);
  assert.doesNotMatch(text, /value="add"/);
});

test('with a card it ends with 註冊成功 and what was done, in both languages, and the log says so', async () => {
  const sample = await createSample({ now: new Date() });
  table.put('R', fromState(sample.card.toState()));
  const done = await send('add');
  assert.match(done, /註冊成功/);
  assert.match(done, new RegExp(`kaika ${sample.cardNumber} signature`));
  assert.equal(asked.at(-1)?.length, 3);
  assert.match(await send('add', '&lang=en'), /Registered/);
  assert.match(await page('/log'), /註冊憑證至電腦/);
});

test('what failed is said with its remedy', async () => {
  outcome = 'failed';
  assert.match(await send('add'), /請關閉所有瀏覽器視窗/);
  outcome = 'added';
});

test('it is taken back by its own button, and a form without the page’s secret does nothing', async () => {
  assert.match(await send('remove'), /沒有可移除的項目/);
  assert.equal(asked.at(-1), 'remove');
  const count = asked.length;
  const forged = await post(new URLSearchParams({ do: 'add', secret: 'x' }));
  assert.equal(forged.status, 403);
  assert.equal(asked.length, count);
});

test('the help leads to the authority for a blocked PIN and offers no unlocking of its own', async () => {
  for (const language of ['zh-TW', 'en']) {
    const text = await page(`/help?lang=${language}`);
    assert.match(text, language === 'en' ? /Unlock \/ reset PIN/ : /鎖卡解碼／重設PIN碼/);
    assert.doesNotMatch(text, /<button|PUK/);
  }
});

async function send(action: 'add' | 'remove', query = ''): Promise<string> {
  const form = await page(`/register?x=1${query}`);
  const secret = /name="secret" value="([^"]+)"/.exec(form)?.[1] ?? '';
  const answer = await post(new URLSearchParams({ do: action, secret }), query);
  return answer.text();
}

async function page(path: string): Promise<string> {
  return (await agent.fetch(new Request(`${own}${path}`))).text();
}

function post(body: URLSearchParams, query = ''): Promise<Response> | Response {
  const headers = { origin: own };
  return agent.fetch(new Request(`${own}/register?x=1${query}`, { method: 'POST', body, headers }));
}
