import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf } from './import.ts';
import { checkWords } from './word.ts';

test('every form of import is seen', () => {
  const text = [
    "import { a } from '@kaika/bytes/hex';",
    "import type { B } from './b.ts';",
    'import {\n  c,\n  d,\n} from "node:fs";'.replaceAll('"', "'"),
    "export { e } from '../e.ts';",
    "import 'koffi';",
    "const f = await import('pkcs11js');",
  ].join('\n');
  assert.deepEqual(importsOf(text), [
    '@kaika/bytes/hex',
    './b.ts',
    'node:fs',
    '../e.ts',
    'koffi',
    'pkcs11js',
  ]);
});

test('a skipped test, a junk drawer and a switched-off checker are faults', () => {
  const faults = checkWords([
    { path: 'packages/pki/utils.ts', text: '' },
    { path: 'packages/pki/a.test.ts', text: `test.${'skip'}('x', () => {})` },
    { path: 'packages/pki/b.ts', text: `// @ts-${'ignore'}` },
  ]);
  assert.equal(faults.length, 3);
});
