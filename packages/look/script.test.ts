import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asset } from './asset.ts';
import { pageScript } from './script.ts';

test('a browser module is bundled by what the app hands in and named by its content', async () => {
  const script = await pageScript(
    async (options) => ({ outputFiles: [{ text: `/* ${options.entryPoints[0]} */` }] }),
    '/site/browser.ts',
  );
  assert.equal(script.path, '/page.js');
  assert.equal(script.body, '/* /site/browser.ts */');
  assert.match(script.headers['content-type'] ?? '', /^text\/javascript/);
});

test('another content is another address', () => {
  assert.notEqual(asset('/a.css', 'text/css', 'a').href, asset('/a.css', 'text/css', 'b').href);
  assert.equal(asset('/a.css', 'text/css', 'a').href, asset('/a.css', 'text/css', 'a').href);
});

test('a bundler that gives nothing is an error', async () => {
  await assert.rejects(pageScript(async () => ({ outputFiles: [] }), '/x.ts'));
});
