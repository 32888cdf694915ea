import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FolderInUse, openFolder } from './folder.ts';

test('a data folder belongs to one process; the lock of one that died is taken over', () => {
  const path = mkdtempSync(join(tmpdir(), 'kaika-folder-'));
  try {
    writeFileSync(join(path, 'lock'), '1'); // the first process of any machine
    assert.throws(() => openFolder(path), FolderInUse);
    writeFileSync(join(path, 'lock'), '999999999');
    using folder = openFolder(path);
    assert.equal(statSync(folder.room('authority')).mode & 0o777, 0o700);
    assert.equal(statSync(path).mode & 0o777, 0o700);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
});
