import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameError, frameOf, readFrames } from './frame.ts';
import { formIn } from './message.ts';

test('frames come whole however the bytes are cut', async () => {
  const bytes = Buffer.concat([frameOf({ a: 1 }), frameOf('憑證'), frameOf(null)]);
  for (const size of [1, 2, 3, 5, 7, bytes.length]) {
    const bodies = await all(cut(bytes, size));
    assert.deepEqual(bodies, [{ a: 1 }, '憑證', null]);
  }
});

test('a length over the limit is refused by its four bytes alone', async () => {
  for (const length of [1024 * 1024 + 1, 64 * 1024 * 1024, 0xffff_ffff]) {
    const head = new Uint8Array(Uint32Array.of(length).buffer);
    await assert.rejects(all(cut(head, 4)), code('too-long'));
  }
});

test('a stream that ends inside a frame, or inside a length, is cut off', async () => {
  const frame = frameOf({ open: { origin: 'https://a.example' } });
  for (let length = 1; length < frame.length; length += 1)
    await assert.rejects(all(cut(frame.slice(0, length), 8)), code('cut-off'));
  assert.deepEqual(await all(cut(new Uint8Array(), 1)), []);
});

test('nothing longer than a browser takes is sent', () => {
  assert.throws(() => frameOf('x'.repeat(1024 * 1024)), code('too-long'));
  assert.equal(frameOf('x'.repeat(1024 * 1024 - 2)).length, 4 + 1024 * 1024);
});

test('what was typed is taken as bytes, and only where it is exactly that', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const form = formIn(bytes('{"form":"screen=3&pin=a%22b+c"}'));
  assert.equal(form && new TextDecoder().decode(form), 'screen=3&pin=a%22b+c');
  for (const other of [
    '{"form":"a"b"}',
    '{"form":"\\u0041"}',
    '{"form":1}',
    '{"say":{}}',
    '{"form":"',
    '',
    '{"form":"é"}',
  ])
    assert.equal(formIn(bytes(other)), null, other);
});

test('what was read is overwritten behind the reader', async () => {
  const chunk = Uint8Array.from(frameOf('secret'));
  const frames = readFrames(cut(chunk, chunk.length, false));
  await frames.next();
  await frames.next();
  assert.ok(chunk.every((byte) => byte === 0));
});

function code(wanted: string) {
  return (error: unknown) => error instanceof FrameError && error.code === wanted;
}

async function* cut(bytes: Uint8Array, size: number, copy = true): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size)
    yield copy ? Uint8Array.from(bytes.subarray(at, at + size)) : bytes.subarray(at, at + size);
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for await (const body of readFrames(stream)) bodies.push(JSON.parse(new TextDecoder().decode(body)));
  return bodies;
}
