import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { sentencesOf } from '@kaika/wire/problem';
import { agentProblems } from '@kaika/wire/problem/agent';
import { cardProblems } from '@kaika/wire/problem/card';
import { certificateProblems } from '@kaika/wire/problem/certificate';
import { build } from 'esbuild';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('the module with everything it needs is under 6 KB, gzipped', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileAt('./agent.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
  });
  const size = gzipSync(outputFiles[0]?.contents ?? '').length;
  assert.ok(size > 1000 && size < 6 * 1024, `${size} bytes`);
});

test('the guide for sites lists every failure of agent, card and certificate with its sentences', () => {
  const guide = readFileSync(fileAt('../../docs/integrate.md'), 'utf8');
  const codes = Object.keys({ ...agentProblems, ...cardProblems, ...certificateProblems });
  for (const code of codes.filter((one) => !one.startsWith('update.'))) {
    const zh = sentencesOf({ code }, 'zh-TW').join('');
    const en = sentencesOf({ code }, 'en').join(' ');
    assert.ok(guide.includes(`| \`${code}\` | ${zh} | ${en} |`), code);
  }
});
