import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { type AgentApp, startAgent } from '../app.ts';
import { type Desk, openDesk } from '../reader/desk.ts';

const own = 'http://localhost:61170';
let folder: string;
let desk: Desk;
let agent: AgentApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  const now = () => new Date();
  desk = await openDesk({ folder: join(folder, 'desk'), now });
  agent = await startAgent({
    folder: join(folder, 'agent'),
    port: 61170,
    legacyPort: null,
    policy: { authorities: [], origins: [] },
    cards: desk,
    desk,
    demoPeople: () => [
      {
        name: '林佳蓉',
        role: 'First reviewer',
        roleZh: '初審人員',
        cardNumber: 'XC00000000000017',
        pin: '824613',
        userCode: 'Open2026',
      },
    ],
    version: '1',
    now,
    log: pino({ level: 'silent' }),
  });
});

after(async () => {
  await agent[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('a script takes a blank card, puts it in, pulls it out and throws it away', async () => {
  const { card } = await move('/desk/add', {});
  const reader = 'Virtual Reader 1';
  assert.equal(cardIn(await move('/desk/insert', { card, reader }), card)?.reader, reader);
  assert.match(await (await ask('/desk?lang=en')).text(), /Card present/);
  assert.equal(cardIn(await move('/desk/pull', { reader }), card)?.reader, null);
  assert.equal(cardIn(await move('/desk/rename', { card, label: '理事長的卡' }), card)?.label, '理事長的卡');
  assert.equal(cardIn(await move('/desk/discard', { card }), card), undefined);
});

test('what a card was seen to be is known again after a restart', async () => {
  const { card } = await move('/desk/add', { label: '忘不了的卡' });
  await desk.remember(card, { cardNumber: 'XC00000000000025', holder: '範例協會', kind: 'ours' });
  await using again = await openDesk({ folder: join(folder, 'desk'), now: () => new Date() });
  const face = again.cards().find(({ id }) => id === card)?.face;
  assert.deepEqual(face, { cardNumber: 'XC00000000000025', holder: '範例協會', kind: 'ours' });
  assert.match(await (await ask('/desk')).text(), /XC00000000000025/);
  await move('/desk/discard', { card });
});

test('a card that has lain in a reader is remembered by the desk', async () => {
  const { card } = await move('/desk/add', {});
  const seen = new Promise<void>((resolve) => {
    const { remember } = desk;
    desk.remember = async (...about) => {
      await remember.apply(desk, about);
      resolve();
    };
  });
  await move('/desk/insert', { card, reader: 'Virtual Reader 1' });
  await seen;
  assert.equal(desk.cards().find(({ id }) => id === card)?.face?.kind, 'blank');
  await move('/desk/discard', { card });
});

test('a reader comes and goes', async () => {
  const added = await move('/desk/reader', {});
  assert.deepEqual(
    added.readers.map(({ name }) => name),
    ['Virtual Reader 1', 'Virtual Reader 2', 'Virtual Reader 3'],
  );
  assert.equal((await move('/desk/reader/remove', { reader: 'Virtual Reader 3' })).readers.length, 2);
});

test('a hand that reaches for nothing is told so', async () => {
  const cases = [
    ['/desk/insert', { card: 'ffffffff', reader: 'Virtual Reader 1' }, 'card.none'],
    ['/desk/pull', { reader: 'Nowhere' }, 'reader.none'],
    ['/desk/insert', {}, 'request.malformed'],
  ] as const;
  for (const [path, form, code] of cases) {
    const refused = await post(path, form);
    assert.deepEqual(await refused.json(), { code }, path);
  }
});

test('without a script the forms lead back to the desk, and no other site moves a card', async () => {
  const body = new URLSearchParams({ reader: 'Virtual Reader 1' });
  const moved = await ask('/desk/pull', { method: 'POST', body, headers: { origin: own } });
  assert.equal(moved.status, 303);
  const foreign = await ask('/desk/pull', {
    method: 'POST',
    body,
    headers: { origin: 'https://evil.example' },
  });
  assert.equal(foreign.status, 403);
});

test('the demo people stand on the desk with what they need', async () => {
  const page = await (await ask('/desk')).text();
  for (const text of ['林佳蓉', 'XC00000000000017', '824613', 'Open2026'])
    assert.ok(page.includes(text), text);
});

test('each language of the desk names roles in its own words, on cards too', async () => {
  const { card } = await move('/desk/add', { label: '初審人員 First reviewer' });
  const zh = await (await ask('/desk?lang=zh-TW')).text();
  const en = await (await ask('/desk?lang=en')).text();
  assert.match(zh, /初審人員/);
  assert.doesNotMatch(zh, /First reviewer/);
  assert.match(en, /First reviewer/);
  assert.doesNotMatch(en, /初審人員/);
  await move('/desk/discard', { card });
});

type State = {
  readonly readers: readonly { readonly name: string; readonly occupied: boolean }[];
  readonly cards: readonly { readonly id: string; readonly label: string; readonly reader: string | null }[];
  readonly card: string;
};

async function move(path: string, form: Record<string, string>): Promise<State> {
  const answer = await post(path, form);
  assert.equal(answer.status, 200, path);
  return answer.json();
}

function cardIn(state: State, id: string) {
  return state.cards.find((card) => card.id === id);
}

function post(path: string, form: Record<string, string>): Promise<Response> {
  const headers = { origin: own, accept: 'application/json' };
  return ask(path, { method: 'POST', body: new URLSearchParams(form), headers });
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(agent.fetch(new Request(`${own}${path}`, init)));
}
