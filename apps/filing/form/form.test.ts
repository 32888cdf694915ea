import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleContent } from '../rule/sample.ts';
import { parseCapital, parseCompany, parseCpas, parseSources } from './case.ts';
import { readCsv, writeCsv } from './csv.ts';
import { importStatement, templateRows } from './import.ts';
import { parseStatement } from './statement.ts';
import { writeXlsx } from './xlsx.ts';

test('amounts may have separators and full-width digits, dates either calendar', () => {
  const { value } = parseCapital({
    kind: 'increase',
    baseDate: '115/11/10',
    capitalBefore: '１,０００,０００',
    capitalAfter: ' 5,000,000 ',
    shares: '400000',
    price: '12.5',
    premium: '',
  });
  assert.deepEqual(value, {
    kind: 'increase',
    baseDate: '2026-11-10',
    capitalBefore: 1_000_000,
    capitalAfter: 5_000_000,
    shares: 400_000,
    priceCents: 1250,
    premium: 0,
  });
});

test('an empty draft is no error, a malformed field is, each with its code', () => {
  assert.equal(parseCompany({ form: 'stock' }).errors, undefined);
  const company = {
    form: 'x',
    ubn: '12345678',
    precheck: '1',
    contactMail: 'no',
    contactPhone: 'no',
    name: 'a\u202eb',
  };
  assert.deepEqual(parseCompany(company).errors, {
    form: 'choice.unknown',
    ubn: 'ubn.invalid',
    precheck: 'precheck.malformed',
    contactMail: 'mail.invalid',
    contactPhone: 'phone.invalid',
    name: 'field.characters',
  });
  const capital = { kind: 'increase', baseDate: '2026-02-30', capitalBefore: '-1', price: '1.234' };
  assert.deepEqual(parseCapital(capital).errors, {
    baseDate: 'date.malformed',
    capitalBefore: 'amount.malformed',
    price: 'price.malformed',
  });
});

test('a source without amount is none, and one that stays keeps its statement', () => {
  const { value } = parseSources(
    { 'amount-cash': '5', 'amount-technology': '0' },
    'increase',
    sampleContent.sources,
  );
  assert.equal(value?.length, 1);
  assert.deepEqual(value?.[0]?.statement, sampleContent.sources[0]?.statement);
});

test('a second CPA is optional', () => {
  const first = { cpaName: 'A', cpaRegistration: '1', reportDate: '', reportText: 'a\r\nb' };
  const { value } = parseCpas(first);
  assert.deepEqual(value, { cpas: [{ name: 'A', registration: '1' }], reportDate: '', reportText: 'a\nb' });
});

test('empty rows of a statement are left out and wrong cells are named by row', () => {
  const row = {
    'role-0': 'holder',
    'name-0': '甲',
    'holders-0': '',
    'shares-0': '1',
    'amount-0': '10',
    'date-0': '',
  };
  const { value } = parseStatement({ ...row, 'role-1': 'holder', 'name-1': '', 'amount-1': '' });
  assert.deepEqual(value, [{ role: 'holder', name: '甲', holders: 1, shares: 1, amount: 10, date: '' }]);
  const { errors } = parseStatement({ ...row, 'role-0': 'king', 'amount-0': 'x', 'holders-0': '0' });
  assert.deepEqual(errors, {
    'role-0': 'choice.unknown',
    'amount-0': 'amount.malformed',
    'holders-0': 'amount.malformed',
  });
});

test('the template comes back by CSV and by XLSX, in both languages', async () => {
  for (const language of ['zh-TW', 'en'] as const) {
    const rows = templateRows(language);
    const read = await importStatement(writeCsv(rows), language);
    assert.equal(read.length, 2);
    assert.equal(read[1]?.date, '2026-11-09');
    assert.deepEqual(await importStatement(await writeXlsx('statement', rows), language), read);
  }
});

test('CSV of older spreadsheets in Big5 is read, and quotes, line feeds and separators', async () => {
  const head = Buffer.from('a8ada5c12c', 'hex');
  assert.equal(readCsv(head)?.[0]?.length, 2);
  assert.deepEqual(readCsv(Buffer.from('a;"b;""c"""\r\n\r\n"d\ne";f')), [
    ['a', 'b;"c"'],
    ['d\ne', 'f'],
  ]);
  assert.match(Buffer.from(writeCsv([['=1+1', 'a,b']])).toString(), /'=1\+1,"a,b"/);
});
