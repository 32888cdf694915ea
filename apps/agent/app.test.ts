import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toBase64 } from '@kaika/bytes/base64';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { toPage } from '@kaika/wire/window';
import { pino } from 'pino';
import { type AgentApp, startAgent } from './app.ts';
import { openTable, type Table } from './conversation/table.example.ts';

const own = 'http://localhost:61170';
const site = 'https://login.example.tw';
const nonce = toBase64(new Uint8Array(32));
const logged: string[] = [];
let folder: string;
let sample: Sample;
let table: Table;
let agent: AgentApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  sample = await createSample({ now: new Date() });
  table = openTable('R');
  table.put('R', fromState(sample.card.toState()));
  agent = await startAgent({
    folder,
    port: 61170,
    legacyPort: 61161,
    policy: { authorities: [], origins: [site] },
    cards: table,
    desk: null,
    version: '9.9.9',
    now: () => new Date(),
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
  });
});

after(async () => {
  await agent[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('only the agent’s own names are hosts of it', async () => {
  for (const host of ['localhost:61170', '127.0.0.1:61170']) {
    assert.equal((await ask('/status', { headers: { host } })).status, 200, host);
  }
  for (const host of [
    'evil.example',
    'evil.example:61170',
    'localhost',
    'localhost:61171',
    'localhost.evil:61170',
  ]) {
    const refused = await ask('/cards', { headers: { host } });
    assert.equal(refused.status, 403, host);
    assert.deepEqual(await refused.json(), { code: 'request.cross-site' });
  }
});

test('nothing but reading is done for another origin, or for none', async () => {
  const body = new URLSearchParams({ site: 'https://evil.example', do: 'add' });
  const cases: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: site },
    { origin: 'http://127.0.0.1:61170' },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of cases) {
    const refused = await ask('/sites', { method: 'POST', body, headers });
    assert.deepEqual(await refused.json(), { code: 'request.cross-site' }, JSON.stringify(headers));
  }
});

test('a form of the card manager works once, and only with its secret', async () => {
  const page = await (await ask('/sites')).text();
  const [, secret = ''] = page.match(/name="secret" value="([^"]+)"/) ?? [];
  const add = (value: string) =>
    post('/sites', new URLSearchParams({ secret: value, do: 'add', site: 'www.example.tw' }));
  assert.equal((await add('guess')).status, 403);
  assert.equal((await add(secret)).status, 303);
  assert.equal((await add(secret)).status, 403);
  assert.match(await (await ask('/sites')).text(), /https:\/\/www\.example\.tw/);
});

test('the window may not be framed, cached or run foreign code, and stays connected to its opener', async () => {
  const { headers } = await ask('/window');
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('cross-origin-opener-policy'), null);
});

test('a login over the window’s wire: request, PIN, result', async () => {
  const window = await openWindow();
  await window.request({ do: 'authenticate', nonce, plain: true });
  const screen = await window.until((line) => line.screen?.includes('name="pin"'));
  assert.match(screen, /https:<span|login\.example\.tw/);
  await window.form({ screen: window.number(), choice: 'go', pin: sample.pin });
  const message = await window.posted();
  assert.equal(message.type, 'result');
  assert.equal(message.type === 'result' && message.result.do, 'authenticate');
  assert.equal(await window.closes(), true);
});

test('each request to a window needs the secret of its turn', async () => {
  const window = await openWindow();
  const first = window.secret();
  await window.request({ do: 'authenticate', nonce, plain: true });
  await window.until((line) => line.screen?.includes('name="pin"'));
  const replayed = await window.say('form', new URLSearchParams({ pin: '00000000' }), first);
  assert.equal(replayed.status, 403);
  assert.equal((await window.hear(window.hearSecret)).status, 403);
  assert.equal((await window.say('form', '', 'guess')).status, 403);
  assert.equal((await post('/window/none/form', '', { 'kaika-secret': window.secret() })).status, 403);
  await window.leave();
});

test('a form for a screen that is gone is not heard', async () => {
  const window = await openWindow();
  await window.request({ do: 'authenticate', nonce, plain: true });
  await window.until((line) => line.screen?.includes('name="pin"'));
  await window.form({ screen: '0', choice: 'go', pin: '00000000' });
  await window.form({ screen: window.number(), choice: 'cancel' });
  const message = await window.posted();
  assert.deepEqual(message.type === 'problem' && message.problem, { code: 'agent.cancelled' });
});

test('a window knows what to show when the agent has stopped, in both languages', async () => {
  const page = await (await ask('/window')).text();
  const [, zh = '', en = ''] = page.split('data-stopped=');
  assert.match(zh, /^"zh-TW".*元件已停止。.*data-action="close"/s);
  assert.match(en, /^"en".*The card agent has stopped\..*data-action="close"/s);
});

test('a conversation that is over says so with its last line', async () => {
  const window = await openWindow();
  await window.request({ do: 'authenticate', nonce, plain: true });
  await window.until((line) => line.screen?.includes('name="pin"'));
  await window.form({ screen: window.number(), choice: 'cancel' });
  await window.until((line) => line.end);
});

test('a window is neither embedded nor fetched', async () => {
  for (const destination of ['iframe', 'empty', 'script', 'image']) {
    const refused = await ask('/window', { headers: { 'sec-fetch-dest': destination } });
    assert.equal(refused.status, 403, destination);
  }
  assert.equal((await ask('/window', { headers: { 'sec-fetch-dest': 'document' } })).status, 200);
});

test('a window takes one request, and no second from another origin', async () => {
  const window = await openWindow();
  await window.request({ do: 'authenticate', nonce });
  assert.equal((await window.posted()).type, 'ask');
  const second = { kaika: 1, id: 'ijklmnop', type: 'request', request: { do: 'status' } };
  await window.message('request', second, 'https://evil.example');
  await window.leave();
  assert.equal(window.to(), site);
});

test('a message of another shape is answered to who sent it', async () => {
  const window = await openWindow();
  await window.message('request', {
    kaika: 1,
    id: 'abcdefgh',
    type: 'request',
    request: { do: 'format-disk' },
  });
  const message = await window.posted();
  assert.deepEqual(message.type === 'problem' && message.problem, { code: 'agent.request-bad' });
  assert.equal(window.to(), site);
});

test('an answer of another origin is not heard', async () => {
  const window = await openWindow();
  await window.request({ do: 'authenticate', nonce });
  const asked = await window.posted();
  assert.equal(asked.type, 'ask');
  const answer = { kaika: 1, id: 'abcdefgh', type: 'answer', body: { go: 'x' } };
  await window.message('answer', answer, 'https://evil.example');
  await window.message('answer', { ...answer, id: 'another-id' });
  await window.message('answer', { ...answer, body: undefined, problem: { code: 'card.revoked' } });
  const message = await window.posted();
  assert.deepEqual(message.type === 'problem' && message.problem, { code: 'card.revoked' });
});

test('a body that is too large or makes no sense is refused', async () => {
  const large = await post('/sites', 'x'.repeat(5000));
  assert.equal(large.status, 413);
  const window = await openWindow();
  assert.equal((await window.say('request', '{"origin":')).status, 200);
  assert.equal((await window.say('form', 'x'.repeat(9000), window.secret())).status, 413);
});

test('nobody opens windows without end', async () => {
  let last = 200;
  for (let count = 0; count < 40; count += 1) last = (await ask('/window')).status;
  assert.equal(last, 409);
});

test('pages that may fetch read status and cards for exactly their trusted origin', async () => {
  const trusted = await ask('/cards', { headers: { origin: site } });
  assert.equal(trusted.headers.get('access-control-allow-origin'), site);
  const [reader] = await trusted.json();
  assert.equal(reader.card.cardNumber, sample.cardNumber);
  for (const origin of ['https://evil.example', 'null', `${site}.evil.example`]) {
    const refused = await ask('/cards', { headers: { origin } });
    assert.equal(refused.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(await refused.json(), { code: 'agent.not-trusted' });
  }
  const embedded = await ask('/cards', { headers: { 'sec-fetch-site': 'cross-site' } });
  assert.deepEqual(await embedded.json(), { code: 'agent.not-trusted' });
});

test('a PIN is changed in the card manager, and what breaks a rule costs no try', async () => {
  const path = '/pin?reader=R';
  const change = async (oldPin: string, newPin: string, newPinAgain = newPin) => {
    const [, secret = ''] = (await (await ask(path)).text()).match(/name="secret" value="([^"]+)"/) ?? [];
    const answer = await post(
      path,
      new URLSearchParams({ secret, oldPin, newPin, newPinAgain, triesShown: '3' }),
    );
    return answer.text();
  };
  assert.match(await change(sample.pin, '48151623', '48151624'), /pin\.mismatch/);
  assert.match(await change(sample.pin, '123456'), /pin\.rule/);
  assert.match(await change(sample.pin, sample.pin), /pin\.same/);
  assert.match(await change('99887766', '48151623'), /pin\.wrong/);
  assert.match(await change(sample.pin, '48151623'), /PIN碼已更改/);
  assert.match(await change('48151623', sample.pin), /PIN碼已更改/);
});

test('every page of the card manager exists in both languages', async () => {
  for (const path of [
    '/',
    '/sites',
    '/phrase',
    '/selftest',
    '/log',
    '/about',
    '/pin?reader=R',
    '/certificate?reader=R&slot=9a',
  ]) {
    for (const [lang, tag] of [
      ['zh-TW', 'zh-TW'],
      ['en', 'en'],
    ] as const) {
      const page = await ask(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      assert.equal(page.status, 200, path);
      assert.match(await page.text(), new RegExp(`<html lang="${tag}"`));
    }
  }
  assert.equal((await ask('/certificate?reader=R&slot=99')).status, 404);
  assert.equal((await ask('/nothing')).status, 404);
  assert.equal((await ask('/desk')).status, 404);
});

test('no PIN is in a log or a file', async () => {
  const files = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  const everything = [...logged, ...files].join('\n');
  assert.match(everything, /authenticate/);
  for (const secret of [sample.pin, '48151623', '99887766', '00000000']) {
    assert.equal(everything.includes(secret), false, secret);
  }
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(agent.fetch(new Request(`${own}${path}`, init)));
}

function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return ask(path, { method: 'POST', body, headers: { origin: own, ...headers } });
}

type Line = { screen?: string; post?: unknown; to?: string; close?: true; end?: true };

/** A terminal without a browser. */
async function openWindow() {
  const html = await (await ask('/window')).text();
  const data = (name: string) => html.match(new RegExp(`data-${name}="([^"]+)"`))?.[1] ?? assert.fail(name);
  const id = data('window');
  const hearSecret = data('hear');
  let secret = data('say');
  let screen = '';
  let to = '';
  const hear = (shown: string) => post(`/window/${id}/hear`, '', { 'kaika-secret': shown });
  const reader = ((await hear(hearSecret)).body ?? assert.fail('no stream')).getReader();
  const lines = readLines(reader);
  const say = async (what: string, body: BodyInit, shown = secret) => {
    const type = what === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
    const answer = await post(`/window/${id}/${what}`, body, { 'kaika-secret': shown, 'content-type': type });
    if (answer.status === 200) ({ secret } = await answer.clone().json());
    return answer;
  };
  const next = async (): Promise<Line> => {
    const { value, done } = await lines.next();
    if (done) return { close: true };
    if (value.screen !== undefined) screen = value.screen;
    if (value.to !== undefined) to = value.to;
    return value;
  };
  const message = (what: string, body: unknown, origin = site) =>
    say(what, JSON.stringify({ origin, message: body }));
  return {
    hear,
    hearSecret,
    say,
    message,
    secret: () => secret,
    to: () => to,
    number: () => screen.match(/name="screen" value="(\d+)"/)?.[1] ?? '',
    request: (request: unknown) => message('request', { kaika: 1, id: 'abcdefgh', type: 'request', request }),
    form: (fields: Record<string, string>) => say('form', new URLSearchParams(fields)),
    async until(wanted: (line: Line) => boolean | undefined): Promise<string> {
      for (;;) if (wanted(await next())) return screen;
    },
    async posted() {
      for (;;) {
        const { post: posted, close } = await next();
        if (posted !== undefined) return toPage.parse(posted);
        assert.equal(close, undefined, 'closed without a message');
      }
    },
    async closes(): Promise<boolean> {
      for (;;) if ((await next()).close) return true;
    },
    leave: () => reader.cancel(),
  };
}

async function* readLines(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Line> {
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + new TextDecoder().decode(value)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}
