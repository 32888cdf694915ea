import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hearLines, type Line } from './hear.ts';

test('lines are obeyed as they come, also where one comes in pieces', async () => {
  const heard: Line[] = [];
  const pieces = ['{"post":"關', '閉","to":"https://a.example"}\n{"clo', 'se":true}\n{"end":true}\n'];
  assert.equal(await hearLines(streamOf(pieces), (line) => heard.push(line)), true);
  assert.deepEqual(heard, [{ post: '關閉', to: 'https://a.example' }, { close: true }, { end: true }]);
});

test('a stream that ends or breaks before its last line says that the agent has stopped', async () => {
  const screen = '{"screen":"","title":"","language":"en","quiet":true}\n';
  assert.equal(await hearLines(streamOf([screen]), () => undefined), false);
  assert.equal(await hearLines(streamOf([screen], new TypeError('network error')), () => undefined), false);
  assert.equal(await hearLines(streamOf([]), () => undefined), false);
});

/** Gives the pieces one after another, then ends, or breaks with `failure`. */
function streamOf(pieces: readonly string[], failure?: Error): ReadableStream<Uint8Array> {
  const rest = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = rest.shift();
      if (piece !== undefined) return controller.enqueue(new TextEncoder().encode(piece));
      if (failure === undefined) controller.close();
      else controller.error(failure);
    },
  });
}
