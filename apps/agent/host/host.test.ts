import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSample } from '@kaika/softcard/sample';
import { extensionId } from '@kaika/wire/extension';
import { pino } from 'pino';
import type { Policy } from '../config.ts';
import { openContext } from '../context.ts';
import { openTable } from '../conversation/table.example.ts';
import { frameOf, readFrames } from './frame.ts';
import { runHost } from './host.ts';
import { addManifest, manifestFiles, removeManifest } from './manifest.ts';

const site = 'https://portal.example.tw';
const id = 'abcdefgh';

test('a page asks through the extension and is answered at its own origin', async () => {
  await using talk = await begin({ authorities: [], origins: [site] });
  talk.send({ open: { origin: site } });
  assert.deepEqual(await talk.heard('ready'), { ready: '0.1.0' });
  talk.send({ say: { kaika: 1, id, type: 'request', request: { do: 'cards' }, language: 'en' } });
  const { line } = await talk.heard('post');
  assert.equal(line.to, site);
  assert.equal(line.post.result.readers[0].card.kind, 'ours');
});

test('who asks is what the extension says: an origin in the page’s message changes nothing', async () => {
  await using talk = await begin({ authorities: [], origins: [site] });
  talk.send({ open: { origin: 'https://evil.example' } });
  talk.send({
    say: { kaika: 1, id, type: 'request', request: { do: 'cards' }, origin: site, language: 'en' },
  });
  const { line } = await talk.heard('screen', 'evil.example');
  assert.match(line.screen, /Let this site use your card\?/);
  talk.form({ screen: screenOf(line.screen), choice: 'refuse' });
  const refused = await talk.heard('post');
  assert.deepEqual(
    [refused.line.to, refused.line.post.problem.code],
    ['https://evil.example', 'agent.not-trusted'],
  );
});

test('the PIN is typed into a screen of the agent, and the token is for the page’s origin', async () => {
  await using talk = await begin({ authorities: [], origins: [site] });
  talk.send({ open: { origin: site } });
  const nonce = Buffer.alloc(32, 7).toString('base64');
  talk.send({ say: { kaika: 1, id, type: 'request', request: { do: 'authenticate', nonce, plain: true } } });
  const { line } = await talk.heard('screen', 'name="pin"');
  talk.form({ screen: screenOf(line.screen), choice: 'go', pin: talk.pin });
  const { line: posted } = await talk.heard('post');
  assert.equal(posted.post.result.token.format, 'web-eid:1.0');
});

test('a second opening, a word before the opening, and what is no message end the conversation', async () => {
  const say = { say: { kaika: 1, id, type: 'request', request: { do: 'status' } } };
  for (const messages of [
    [{ open: { origin: site } }, { open: { origin: site } }],
    [say],
    [{ what: 1 }],
    ['open'],
    [null],
  ]) {
    await using talk = await begin({ authorities: [], origins: [] });
    for (const message of messages) talk.send(message);
    await talk.ended;
  }
});

test('browsers are told of the host by a file that names this extension and no other', async () => {
  const home = await mkdtemp(join(tmpdir(), 'kaika-home-'));
  const files = manifestFiles(home, 'linux');
  await addManifest(files, '/usr/bin/kaika-agent');
  for (const file of files) {
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    assert.deepEqual(manifest.allowed_origins, [`chrome-extension://${extensionId}/`]);
    assert.equal(manifest.path, '/usr/bin/kaika-agent');
  }
  await removeManifest(files);
  await assert.rejects(readFile(files[0] ?? ''));
  await rm(home, { recursive: true });
});

/** A host with one card in one reader; messages are JSON of unknown shape, as a browser would see them. */
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of JSON
type Message = any;

async function begin(policy: Policy) {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-host-'));
  const sample = await createSample({ now: new Date() });
  const table = openTable('Reader');
  table.put('Reader', sample.card);
  const { context, settings } = await openContext({
    folder,
    policy,
    cards: table,
    version: '0.1.0',
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  const input = new TransformStream<Uint8Array, Uint8Array>();
  const output = new TransformStream<Uint8Array, Uint8Array>();
  const [writer, out] = [input.writable.getWriter(), output.writable.getWriter()];
  const write = (frame: Uint8Array) => void out.write(frame).catch(() => undefined);
  const ended = runHost({ input: input.readable, write }, { context, settings }).finally(
    () => void out.close().catch(() => undefined),
  );
  const messages = readFrames(output.readable);
  const send = (value: unknown) => void writer.write(frameOf(value)).catch(() => undefined);
  return {
    ended,
    pin: sample.pin,
    send,
    form: (fields: Record<string, string>) => send({ form: new URLSearchParams(fields).toString() }),
    /** The next message with a word in it. */
    async heard(...words: readonly string[]): Promise<Message> {
      for (;;) {
        const { value, done } = await messages.next();
        assert.ok(!done, `nothing more was said; wanted: ${words.join(' ')}`);
        const text = new TextDecoder().decode(value);
        const plain: Message = JSON.parse(text);
        const [kind = '', within = ''] = words;
        const isIt = kind === 'ready' ? 'ready' in plain : 'line' in plain && kind in plain.line;
        if (isIt && JSON.stringify(plain).includes(JSON.stringify(within).slice(1, -1))) return plain;
      }
    },
    async [Symbol.asyncDispose]() {
      await writer.close().catch(() => undefined);
      await ended;
      context.cards[Symbol.dispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function screenOf(html: string): string {
  return /name="screen" value="(\d+)"/.exec(html)?.[1] ?? assert.fail('a screen without a number');
}
