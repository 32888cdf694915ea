import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { Refusal } from '../rule/refusal.ts';
import { fileName, mostAttachmentBytes, typeOf } from './attachment.ts';
import { importStatement } from './import.ts';
import { writeXlsx } from './xlsx.ts';

test('a file is what its content says', () => {
  assert.equal(typeOf(Buffer.from('%PDF-1.7\n…\n%%EOF\n')), 'application/pdf');
  const png = '89504e470d0a1a0a0000000d494844520000000049454e44ae426082';
  assert.equal(typeOf(Buffer.from(png, 'hex')), 'image/png');
  assert.equal(typeOf(Buffer.from('ffd8ffe000104a464946ffd9', 'hex')), 'image/jpeg');
  assert.equal(typeOf(Buffer.from('49492a0008000000000000000000', 'hex')), 'image/tiff');
  assert.equal(typeOf(Buffer.from('4d4d002a00000008000000000000', 'hex')), 'image/tiff');
});

test('anything else is refused: programs, pages, cut files, empty and large ones', () => {
  for (const content of ['MZ\x90', '<html>', '%PDF-1.7 cut', 'GIF89a', '\x89PNG\r\n', 'II*\0']) {
    assert.throws(() => typeOf(Buffer.from(content, 'latin1')), refuses('attachment.type-unknown'));
  }
  assert.throws(() => typeOf(new Uint8Array()), refuses('attachment.empty'));
  assert.throws(() => typeOf(new Uint8Array(mostAttachmentBytes + 1)), refuses('attachment.too-large'));
});

test('a file’s name cannot leave its folder, its header or its line', () => {
  assert.equal(fileName('../../etc/passwd'), 'passwd');
  assert.equal(fileName('C:\\x\\證明.pdf'), '證明.pdf');
  assert.equal(fileName('a"\r\nb\u202e.pdf'), 'ab.pdf');
  assert.equal(fileName(''), 'file');
});

test('a statement without its columns is refused by name', async () => {
  await assert.rejects(
    importStatement(Buffer.from('甲,乙\n1,2\n'), 'zh-TW'),
    refuses('statement.columns-missing'),
  );
});

test('a wrong row is refused by its number and column', async () => {
  const text = '身分,姓名或名稱,金額\n董事,甲,10\n國王,乙,10\n';
  await assert.rejects(importStatement(Buffer.from(text), 'zh-TW'), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(error.detail, { row: '3', column: '身分' });
    return error.code === 'statement.row-invalid';
  });
});

test('empty, large, long and binary statement files are refused', async () => {
  await assert.rejects(importStatement(new Uint8Array(), 'en'), refuses('attachment.empty'));
  await assert.rejects(importStatement(new Uint8Array(3_000_000), 'en'), refuses('attachment.too-large'));
  await assert.rejects(importStatement(Buffer.from([0xff, 0, 1]), 'en'), refuses('statement.unreadable'));
  const long = `Role,Name,Amount\n${'Director,A,1\n'.repeat(501)}`;
  await assert.rejects(importStatement(Buffer.from(long), 'en'), refuses('statement.too-long'));
});

test('a ZIP that is no workbook, is damaged or unpacks without end is refused', async () => {
  await assert.rejects(
    importStatement(Buffer.from('PK\x03\x04broken'), 'en'),
    refuses('statement.unreadable'),
  );
  await assert.rejects(importStatement(zipOf(deflateRawSync('x')), 'en'), refuses('statement.unreadable'));
  const bomb = zipOf(deflateRawSync(Buffer.alloc(64 * 1024 * 1024)));
  await assert.rejects(importStatement(bomb, 'en'), refuses('statement.unreadable'));
});

test('a workbook with any byte changed gives rows or a refusal, never another error', async () => {
  const good = await writeXlsx('s', [['Role', 'Name', 'Amount']]);
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
      const bytes = good.slice();
      bytes[at] = value;
      await importStatement(bytes, 'en').catch((error: unknown) => assert.ok(error instanceof Refusal));
    }),
    { numRuns: 40 },
  );
});

/** A ZIP of one entry `a`, its sizes as they are. */
function zipOf(packed: Uint8Array): Uint8Array {
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(1, 26);
  local.write('a', 30);
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(1, 28);
  entry.write('a', 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

function refuses(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
