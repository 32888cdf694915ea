import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';

/** What the agent's process is asked: a path, and what makes a request of it another than reading. */
type Asked = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
};

const own = 'http://localhost';
const kinds: readonly Asked[] = [
  { path: '/status' },
  { path: '/cards', headers: { origin: 'https://evil.example' } },
  { path: '/status', headers: { host: 'evil.example' } },
  { path: '/window' },
  { path: '/sites', method: 'POST', headers: { origin: 'null' }, body: 'do=add' },
  { path: '/window/none/form', method: 'POST', headers: { 'kaika-secret': 'guess' }, body: 'pin=00000000' },
  { path: '/nothing' },
];

describe('the agent’s process, asked by everybody at once', { timeout: 120_000 }, () => {
  let folder: string;
  let port: number;
  let agent: ChildProcess;
  const sockets = new Agent({ keepAlive: true, maxSockets: 400 });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kaika-agent-'));
    port = await freePort();
    agent = spawn(process.execPath, ['--import', 'tsx', 'apps/agent/main.ts'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        KAIKA_AGENT_FOLDER: folder,
        KAIKA_AGENT_PORT: String(port),
        KAIKA_AGENT_LEGACY_PORT: '0',
        KAIKA_AGENT_LOG: 'error',
        // No card service: what is asked here needs none, and nobody else's readers are touched.
        PCSCLITE_CSOCK_NAME: join(folder, 'nobody'),
      },
    });
    await untilListening(port);
  });
  after(async () => {
    sockets.destroy();
    if (agent.exitCode === null && agent.signalCode === null) {
      agent.kill('SIGKILL');
      await once(agent, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers 10,000 parallel requests, each with a page or a coded refusal, in bounded memory', async () => {
    const before = megabytes(agent, 'VmRSS');
    const all = Array.from({ length: 10_000 }, (_, index) => kinds[index % kinds.length] ?? { path: '/' });
    const answers = await Promise.all(all.map((asked) => ask(asked)));
    const seen = new Map<string, number>();
    for (const [index, { status, code }] of answers.entries()) {
      const key = `${all[index]?.path} ${status} ${code}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const told = [...seen.keys()].toSorted();
    const once32 = told.filter((key) => key.startsWith('/window 200'));
    assert.equal(seen.get(once32[0] ?? ''), 32, 'so many windows, and no more');
    assert.deepEqual(
      told.filter((key) => !key.startsWith('/window ')),
      [
        '/cards 403 agent.not-trusted',
        '/nothing 404 request.not-found',
        '/sites 403 request.cross-site',
        '/status 200 ',
        '/status 403 request.cross-site',
        '/window/none/form 403 request.cross-site',
      ],
    );
    assert.ok(told.includes('/window 409 agent.busy'));
    const grown = megabytes(agent, 'VmHWM') - before;
    assert.ok(grown < 200, `${grown} MB more at the worst moment`);
  });

  it('refuses another user of this machine, whatever is asked', async (t) => {
    if (process.getuid?.() !== 0)
      return t.diagnostic('only root can be another user; apps/agent/peer.test.ts tests the rest');
    for (const path of ['/status', '/']) {
      assert.match(await askAs(65_534, path), /^HTTP\/1\.1 403 .*"request\.cross-site"/s);
      assert.match(await askAs(0, path), /^HTTP\/1\.1 200 /);
    }
  });

  it('stops when told to', async () => {
    const ended = once(agent, 'exit');
    agent.kill('SIGTERM');
    const [code] = await Promise.race([ended, setTimeout(10_000, ['it goes on'], { ref: false })]);
    assert.equal(code, 0);
  });

  function ask({
    path,
    method = 'GET',
    headers = {},
    body,
  }: Asked): Promise<{ status: number; code: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; code: string }>();
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(`${own}:${port}${path}`, {
      method,
      agent: sockets,
      headers: { host: `localhost:${port}`, ...type, ...headers },
    });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () => {
        const isProblem = answer.headers['content-type'] === 'application/problem+json';
        resolve({ status: answer.statusCode ?? 0, code: isProblem ? String(JSON.parse(text).code) : '' });
      });
    });
    sent.end(body);
    return promise;
  }

  /** One request from a socket that belongs to that user. */
  async function askAs(user: number, path: string): Promise<string> {
    process.seteuid?.(user);
    const socket = connect(port, '127.0.0.1');
    // The socket is made in the next tick.
    await new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));
    process.seteuid?.(0);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return address.port;
}

async function untilListening(port: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const { status } = await fetch(`${own}:${port}/status`).catch(() => ({ status: 0 }));
    if (status === 200) return;
    await setTimeout(50);
  }
  throw new Error('the agent did not start');
}

/** From the table of Linux: `VmRSS` is resident now, `VmHWM` at the worst moment. 0 elsewhere. */
function megabytes({ pid }: ChildProcess, what: 'VmRSS' | 'VmHWM'): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1000);
}
