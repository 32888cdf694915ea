import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { coverage, type Fonts, fontFiles, missingMark } from './font.ts';
import { closeSheet, openSheet, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { heading, notice, paragraph, points, title } from './text.ts';

/** Tests that ask other programs are skipped by name where those are missing. */
const skip = ['qpdf', 'pdfinfo', 'pdftotext'].some((tool) => spawnSync(tool, ['--version']).error)
  ? 'no qpdf or pdftotext: install qpdf and poppler-utils'
  : false;
const fonts: Fonts = { regular: face(fontFiles.regular), bold: face(fontFiles.bold) };

test('the face knows the characters of the trade and not the rare ones', () => {
  const draws = coverage(fonts.regular);
  for (const character of '憑證，。：「」堃喆a1') assert.ok(draws(character.codePointAt(0) ?? 0), character);
  assert.ok(!draws(0x20bb7));
});

test('a document is whole, tagged, titled and in its language', { skip }, async () => {
  const pdf = await letter('測試文件', (sheet) => {
    title(sheet, '會計師查核簽證資本額報告書', '範例股份有限公司');
    facts(sheet, [['統一編號', '04595257']]);
    heading(sheet, '一、查核意見');
    paragraph(sheet, '業已查核該公司之資本額變動表，足以允當表達。', { indent: 2 });
    notice(sheet, '注意事項', '請妥善保存。');
    points(sheet, ['第一點。', '第二點。']);
  });
  assert.ok(Buffer.from(pdf).includes('/Lang (zh-TW)'));
  const text = onDisk(pdf, (file) => {
    execFileSync('qpdf', ['--check', file]);
    assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Tagged:\s+yes/);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  });
  assert.match(text, /會計師查核簽證資本額報告書/);
  assert.match(text, /足以允當表達。/);
  assert.match(text, /第 1 頁，共 1 頁/);
});

test('the same content at the same moment gives the same bytes', async () => {
  const write = () => letter('一', (sheet) => paragraph(sheet, '相同的內容。'));
  assert.deepEqual(await write(), await write());
});

test('a long table goes on over pages with its head repeated', { skip }, async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [String(i + 1), '股東', '1,000']);
  const pdf = await letter('表', (sheet) =>
    table(sheet, {
      columns: [
        { title: '編號', share: 1 },
        { title: '名稱', share: 3 },
        { title: '金額', share: 2, align: 'right' },
      ],
      rows,
      total: ['', '合計', '60,000'],
    }),
  );
  const text = onDisk(pdf, (file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
  assert.equal(text.match(/編號/g)?.length, 2);
  assert.match(text, /合計\s+60,000/);
});

test('a cell taller than a page goes on over the next', { skip }, async () => {
  const long = '很長的說明'.repeat(900);
  const pdf = await letter('長', (sheet) => facts(sheet, [['說明', long]]));
  const text = onDisk(pdf, (file) => execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
  assert.equal(text.match(/說/g)?.length, 901);
});

test('a character without a glyph is shown by the geta mark, not by an empty box', { skip }, async () => {
  const pdf = await letter('缺', (sheet) => paragraph(sheet, '𠮷野'));
  const text = onDisk(pdf, (file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
  assert.match(text, new RegExp(`${missingMark}野`));
});

function letter(name: string, write: (sheet: Sheet) => void): Promise<Uint8Array> {
  const sheet = openSheet({
    fonts,
    title: name,
    author: '憑證管理中心',
    language: 'zh-TW',
    createdAt: new Date('2026-11-21T00:00:00Z'),
    footer: { text: name, page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁` },
  });
  write(sheet);
  return closeSheet(sheet);
}

function face(name: string): Uint8Array {
  return readFileSync(fileURLToPath(name));
}

function onDisk<T>(pdf: Uint8Array, read: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-document-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    return read(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
