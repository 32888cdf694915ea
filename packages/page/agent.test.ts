import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgent } from './agent.ts';
import type { Browser, Heard, OpenedWindow } from './browser.ts';
import { isOlder, readyWithin } from './popup.ts';
import { AgentProblem } from './problem.ts';

const origin = 'http://localhost:61170';
const page = 'https://portal.example.tw';

test('the window is opened for this very origin and hears the request only at the agent’s origin', async () => {
  const scene = stage();
  const asked = openAgent(scene.settings).certificate('authentication');
  assert.match(scene.opened().url, /^http:\/\/localhost:61170\/window#https:\/\/portal\.example\.tw$/);
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  const request = await scene.posted();
  assert.equal(request.targetOrigin, origin);
  assert.deepEqual(request.message.request, { do: 'certificate', use: 'authentication' });
  assert.equal(request.message.language, 'en');
  const certificate = { use: 'authentication' };
  const result = { do: 'certificate', reader: 'R', certificate };
  scene.say({ kaika: 1, id: request.message.id, type: 'result', result });
  assert.deepEqual(await asked, result);
});

test('a blocked pop-up is said at once', async () => {
  const scene = stage({ blocked: true });
  await rejectsWith(openAgent(scene.settings).sign(Promise.reject(new Error('unused'))), {
    code: 'agent.popup-blocked',
  });
});

test('an agent older than the page can use is told so, by number and not by text', async () => {
  const scene = stage();
  const asked = openAgent({ ...scene.settings, oldest: '1.10' }).certificate('signature');
  scene.say({ kaika: 1, type: 'ready', version: '1.9.3' });
  await rejectsWith(asked, { code: 'agent.too-old' });
  const versions = ['1.10', '1.10.1', '2', '10.0'];
  assert.deepEqual(
    versions.map((version) => isOlder(version, '1.10')),
    [false, false, false, false],
  );
  assert.equal(isOlder('1', '1.0.1'), true);
  assert.equal(isOlder('0', undefined), false);
});

test('a window that is not ready in time is closed and the agent called absent', async () => {
  const scene = stage();
  const asked = openAgent(scene.settings).certificate('signature');
  scene.pass(readyWithin);
  await rejectsWith(asked, { code: 'agent.absent' });
  assert.equal(scene.opened().window.closed, true);
});

test('a window the person closes is a cancelled operation', async () => {
  const scene = stage();
  const asked = openAgent(scene.settings).certificate('signature');
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  scene.opened().window.close();
  scene.pass(300);
  scene.pass(300);
  await rejectsWith(asked, { code: 'agent.cancelled' });
});

test('a window closed while the card is being changed is half-way, and cancelled again once the card refused', async () => {
  const cases = [
    [['task.half-way'], 'task.half-way'],
    [['task.half-way', 'generate-9a'], 'task.half-way'],
    [['pin.half-way'], 'pin.half-way'],
    [['pin.half-way', 'card.unchanged'], 'agent.cancelled'],
    [['generate-9a'], 'agent.cancelled'],
  ] as const;
  for (const [labels, code] of cases) {
    const scene = stage();
    const shown: string[] = [];
    const onProgress = ({ label }: { readonly label: string }) => void shown.push(label);
    const asked = openAgent(scene.settings).task({ task: 'jws', onProgress });
    scene.say({ kaika: 1, type: 'ready', version: '1' });
    const { id } = (await scene.posted()).message;
    for (const label of labels)
      scene.say({ kaika: 1, id, type: 'progress', progress: { step: 0, of: 1, label } });
    scene.opened().window.close();
    scene.pass(300);
    scene.pass(300);
    await rejectsWith(asked, { code });
    assert.deepEqual(
      shown,
      labels.filter((label) => label === 'generate-9a'),
    );
  }
});

test('nobody waits for ever', async () => {
  const scene = stage();
  const asked = openAgent(scene.settings).certificate('signature');
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  scene.pass(15 * 60_000);
  await rejectsWith(asked, { code: 'agent.timed-out' });
});

test('messages of other origins, windows, shapes and requests are not heard', async () => {
  const scene = stage();
  const asked = openAgent(scene.settings).certificate('signature');
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  const { message } = await scene.posted();
  const forged = { kaika: 1, id: message.id, type: 'problem', problem: { code: 'pin.blocked' } };
  scene.hear({ origin: 'https://evil.example', source: scene.opened().window, data: forged });
  scene.hear({ origin, source: {}, data: forged });
  for (const data of [null, 'getTbs', 7, { ...forged, kaika: 2 }, { ...forged, id: 'another' }])
    scene.hear({ origin, source: scene.opened().window, data });
  scene.say({ ...forged, problem: { code: 'pin.wrong', triesLeft: 2 } });
  await rejectsWith(asked, { code: 'pin.wrong', triesLeft: 2 });
});

test('what the window asks is carried to the page’s server and the answer back', async () => {
  const scene = stage();
  const carried: unknown[] = [];
  const asked = openAgent(scene.settings).task({
    task: Promise.resolve('jws'),
    answer: async (ask, body) => {
      carried.push([ask, body]);
      if (ask === 'confirm') throw new AgentProblem({ code: 'card.revoked' });
      return { release: 'sealed' };
    },
    onProgress: (progress) => carried.push(progress),
  });
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  const { id } = (await scene.posted()).message;
  scene.say({ kaika: 1, id, type: 'ask', ask: 'release', body: { task: 't' } });
  assert.deepEqual((await scene.posted()).message, {
    kaika: 1,
    id,
    type: 'answer',
    body: { release: 'sealed' },
  });
  scene.say({ kaika: 1, id, type: 'progress', progress: { step: 1, of: 3, label: 'a' } });
  scene.say({ kaika: 1, id, type: 'ask', ask: 'confirm', body: {} });
  assert.deepEqual((await scene.posted()).message.problem, { code: 'card.revoked' });
  scene.say({ kaika: 1, id, type: 'result', result: { do: 'task', href: '/done' } });
  assert.equal((await asked).href, '/done');
  assert.deepEqual(carried, [['release', { task: 't' }], { step: 1, of: 3, label: 'a' }, ['confirm', {}]]);
});

test('a request the page could not make closes the window and passes its reason on', async () => {
  const scene = stage();
  const nonce = Promise.reject(new AgentProblem({ code: 'request.too-many' }));
  const asked = openAgent(scene.settings).authenticate({ nonce });
  scene.say({ kaika: 1, type: 'ready', version: '1' });
  await rejectsWith(asked, { code: 'request.too-many' });
  assert.equal(scene.opened().window.closed, true);
});

test('a login without a status question is plain, with one it is not', async () => {
  for (const status of [undefined, async () => ({ go: 'jws' })]) {
    const scene = stage();
    const asked = openAgent(scene.settings).authenticate({ nonce: 'n', ...(status ? { status } : {}) });
    scene.say({ kaika: 1, type: 'ready', version: '1' });
    const { message } = await scene.posted();
    assert.equal('plain' in Object(message.request), status === undefined);
    scene.say({ kaika: 1, id: message.id, type: 'result', result: { do: 'authenticate', token: {} } });
    await asked;
  }
});

test('a page on this computer reads the cards without a window', async () => {
  const scene = stage({ hostname: 'portal.localhost', served: { '/cards': [{ name: 'R', card: null }] } });
  assert.deepEqual(await openAgent(scene.settings).cards(), [{ name: 'R', card: null }]);
  assert.equal(scene.windows.length, 0);
});

test('a page that has the permission reads without a window, one that has not opens it', async () => {
  const granted = stage({ granted: true, served: { '/cards': [] } });
  assert.deepEqual(await openAgent(granted.settings).peek(), []);
  const denied = stage({ served: { '/cards': [] } });
  assert.equal(await openAgent(denied.settings).peek(), null);
});

test('an agent that is there but does not trust the page is not called absent', async () => {
  const untrusted = stage({ hostname: 'localhost', served: {}, opaque: true });
  assert.equal(await openAgent(untrusted.settings).peek(), null);
  const absent = stage({ hostname: 'localhost', served: {} });
  await rejectsWith(openAgent(absent.settings).status(), { code: 'agent.absent' });
  assert.equal(absent.windows.length, 0);
});

test('where the extension is there it is taken, and no window opens', async () => {
  const scene = stage({ extension: true });
  const agent = openAgent(scene.settings);
  await scene.settled();
  const asked = agent.certificate('signature');
  scene.extension.say({ kaika: 1, type: 'ready', version: '1' });
  const { message } = await scene.posted();
  assert.deepEqual(message.request, { do: 'certificate', use: 'signature' });
  scene.extension.say({
    kaika: 1,
    id: message.id,
    type: 'result',
    result: { do: 'certificate', reader: 'R' },
  });
  assert.equal((await asked).reader, 'R');
  assert.equal(scene.windows.length, 0);
});

test('an extension that does not answer, or not yet, leaves the window', async () => {
  for (const settle of [true, false]) {
    const scene = stage({ extension: !settle });
    const agent = openAgent(scene.settings);
    if (settle) await scene.settled();
    void agent.certificate('signature').catch(() => {});
    assert.equal(scene.windows.length, 1);
  }
});

test('an extension whose agent goes before it is ready is an absent agent, later a cancelled operation', async () => {
  for (const [ready, code] of [
    [false, 'agent.absent'],
    [true, 'agent.cancelled'],
  ] as const) {
    const scene = stage({ extension: true });
    const agent = openAgent(scene.settings);
    await scene.settled();
    const asked = agent.certificate('signature');
    if (ready) scene.extension.say({ kaika: 1, type: 'ready', version: '1' });
    scene.extension.leave();
    scene.pass(300);
    scene.pass(300);
    await rejectsWith(asked, { code });
  }
});

async function rejectsWith(promise: Promise<unknown>, problem: { code: string; triesLeft?: number }) {
  await assert.rejects(promise, (thrown) => {
    assert.ok(thrown instanceof AgentProblem);
    assert.equal(thrown.code, problem.code);
    assert.equal(thrown.triesLeft, problem.triesLeft);
    return true;
  });
}

type Posted = { readonly message: Record<string, unknown>; readonly targetOrigin: string };
type Scenery = {
  readonly blocked?: boolean;
  readonly hostname?: string;
  readonly granted?: boolean;
  readonly served?: Record<string, unknown>;
  readonly opaque?: boolean;
  /** Whether the extension says that it is there. */
  readonly extension?: boolean;
};

/** A browser made of plain objects: one page, its windows, and a clock that is moved by hand. */
function stage(scenery: Scenery = {}) {
  const windows: { url: string; window: OpenedWindow }[] = [];
  const listeners = new Set<(heard: Heard) => void>();
  const timers = new Set<{ due: number; run: () => void }>();
  const letters: Posted[] = [];
  const readers: ((posted: Posted) => void)[] = [];
  let now = 0;
  const port = { say: (_: unknown) => {}, leave: () => {} };
  const browser: Browser = {
    origin: page,
    hostname: scenery.hostname ?? 'portal.example.tw',
    open(url) {
      if (scenery.blocked) return null;
      const window = { closed: false, close, focus() {}, postMessage };
      function close() {
        window.closed = true;
      }
      windows.push({ url, window });
      return window;
    },
    listen(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    after(milliseconds, run) {
      const timer = { due: now + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    loopbackGranted: async () => scenery.granted ?? false,
    extension: {
      isThere: async () => scenery.extension ?? false,
      connect: () => ({
        postMessage: (message) => postMessage(message, 'extension'),
        disconnect() {},
        onMessage: { addListener: (say) => void Object.assign(port, { say }) },
        onDisconnect: { addListener: (leave) => void Object.assign(port, { leave }) },
      }),
    },
    fetch: async (input, init) => {
      const body = scenery.served?.[new URL(String(input)).pathname];
      if (body !== undefined) return Response.json(body);
      if (init?.mode === 'no-cors' && scenery.opaque) return new Response();
      throw new TypeError('Failed to fetch');
    },
  };
  function postMessage(message: unknown, targetOrigin: string) {
    const posted = { message: Object(message), targetOrigin };
    const reader = readers.shift();
    if (reader) reader(posted);
    else letters.push(posted);
  }
  const opened = () => windows.at(-1) ?? assert.fail('no window was opened');
  const hear = (heard: Heard) => {
    for (const listener of [...listeners]) listener(heard);
  };
  return {
    settings: { agent: origin, language: 'en' as const, browser },
    windows,
    opened,
    hear,
    extension: port,
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    say: (data: unknown) => hear({ origin, source: opened().window, data }),
    posted: () =>
      new Promise<Posted>((resolve) => {
        const letter = letters.shift();
        if (letter) resolve(letter);
        else readers.push(resolve);
      }),
    pass(milliseconds: number) {
      now += milliseconds;
      for (const timer of [...timers]) {
        if (timer.due > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}
