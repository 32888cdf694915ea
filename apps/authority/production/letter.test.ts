import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { startProduction } from '@kaika/registry/card';
import { ceremony } from '@kaika/registry/change';
import { postingLetter } from './letter.ts';

const skip = spawnSync('pdftotext', ['-v']).error ? 'no pdftotext: install poppler-utils' : false;
const now = new Date('2026-11-21T02:00:00Z');
const origins = {
  authority: 'https://authority.example.tw',
  login: 'https://login.example.tw',
  portal: 'https://www.example.tw',
  filing: 'https://filing.example.tw',
  agent: 'http://localhost:61170',
};

test('the letter is called as its button is, and no row mixes languages', { skip }, async () => {
  const about = { number: 'XC00000000000017', application: 'A1', organisation: '1.2', holder: '範例協會' };
  const { next } = startProduction({ ...about, productionId: 'p' }, ceremony, now);
  const card = { ...next, issuedOn: '2026-11-21', activationDeadline: '2027-02-19' };
  const application = { number: 'A1', name: '範例協會', address: '臺北市', contactName: '王小明' };
  const pdf = await postingLetter({ config: { origins } }, { card, application });
  const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout;
  assert.match(text, /^\s*開卡通知函$/m);
  assert.match(text, /^\s*卡號\s+XC00000000000017$/m);
  assert.match(text, /^\s*Card number\s+XC00000000000017$/m);
  assert.doesNotMatch(text, /卡號 Card/);
});
