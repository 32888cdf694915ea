import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { receiptText } from '@kaika/authority/page/text/receipt';
import { receiptPaper } from '@kaika/authority/production/receipt';

const skip = existsSync('/usr/bin/pdftotext')
  ? false
  : 'pdftotext is not installed: apt-get install poppler-utils';
const receipt = {
  noun: 'receipt',
  version: 1,
  number: 'R-1',
  what: 'card.activated',
  at: new Date('2026-11-21T02:00:00Z'),
  cardNumber: 'XC00000000000017',
  holder: '示範會計師事務所',
  jws: `e30.${Buffer.from('{"what":"card.activated"}').toString('base64url')}.`,
} as const;

test('a receipt on paper speaks the language it is asked for, and no other', { skip }, async () => {
  const text = async (language: 'zh-TW' | 'en') => {
    const pdf = await receiptPaper(receipt, { origin: 'https://authority.example', language });
    return execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });
  };
  const { 'zh-TW': zh, en } = receiptText;
  const [chinese, english] = await Promise.all([text('zh-TW'), text('en')]);
  for (const paper of [chinese, english]) {
    for (const fact of [receipt.number, receipt.cardNumber, receipt.holder])
      assert.ok(paper.includes(fact), fact);
  }
  assert.ok(chinese.includes(zh.number) && !chinese.includes(en.number));
  assert.ok(english.includes(en.number) && !english.includes(zh.number));
});
