import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cmsCodeOf, cmsTexts } from '@kaika/wire/cms-code';
import { type ProblemCode, problems } from '@kaika/wire/problem';
import { failureOf, legacyCode, legacyFailure, sentenceOf } from './code.ts';
import { componentTexts } from './code-component.ts';
import { minor, minorText } from './code-minor.ts';
import { answerName, endpoints, pathOf } from './func.ts';
import { waitingGif } from './waiting.ts';

test('every number of the old tables has a sentence in both languages', () => {
  const all = [...Object.keys(componentTexts), ...Object.keys(cmsTexts)].map(Number);
  assert.ok(all.length > 190, String(all.length));
  for (const code of all) {
    const [zh, en] = [sentenceOf(code, 'zh-TW'), sentenceOf(code, 'en')];
    assert.ok(zh.length > 0 && en.length > 0 && !en.startsWith('0x'), code.toString(16));
    // No sentence of one language stands in the other.
    assert.doesNotMatch(en, /[\u4e00-\u9fff]/, code.toString(16));
    assert.equal(sentenceOf(code | 0, 'zh-TW'), zh, 'clients may hand a number back signed');
  }
});

test('every number that is answered is in the tables', () => {
  for (const code of Object.values(legacyCode)) assert.doesNotMatch(sentenceOf(code, 'zh-TW'), /^0x/);
  for (const code of Object.keys(problems)) {
    const { ret_code, message } = legacyFailure({ code }, 'zh-TW');
    assert.ok(ret_code > 0 && message.length > 0, code);
    assert.doesNotMatch(message, /^0x/, code);
  }
  assert.equal(legacyFailure({ code: 'nobody.knows' as ProblemCode }, 'en').ret_code, 0x7600000d);
});

test('a wrong PIN says its tries in last_error, and each last_error has its words', () => {
  const told = (triesLeft: number) => legacyFailure({ code: 'pin.wrong', triesLeft }, 'zh-TW').last_error;
  assert.deepEqual([3, 2, 1, 0].map(told), [0xa0, -2147483646, -2147483647, 0xa4]);
  for (const code of Object.values(minor)) assert.doesNotMatch(minorText(code)[1], /^0x/);
  assert.deepEqual(minorText(0x80000001), minorText(-2147483647));
  assert.deepEqual(minorText(0x99), ['0x99', '0x99']);
  assert.equal(failureOf(0x76100006, 'zh-TW', minor.pinBlocked).message, 'IC卡登入失敗：已鎖卡');
  assert.equal(
    failureOf(0x76100006, 'en', minor.pinBlocked).message,
    'PIN refused by the card: The PIN is blocked',
  );
});

test('wrong user codes are counted as the old server counts them', () => {
  const told = (triesLeft: number) => cmsCodeOf({ code: 'code.wrong', triesLeft });
  assert.deepEqual([2, 1, 0].map(told), [0x81000201, 0x81000202, 0x81000203]);
  assert.equal(cmsCodeOf({ code: 'code.locked' }), 0x81000204);
  assert.equal(cmsCodeOf({ code: 'card.none' }), null);
});

test('each function has its endpoint and its name in answers, spelled as clients compare them', () => {
  assert.equal(pathOf('{"func":"GetUserCert"}', 'getTbs'), '/pkcs11info?withcert=true');
  assert.equal(pathOf('{"func":"bulidUnblockCardRequest"}', 'CMCAtn'), '/CardManagement/sendCardCommand');
  assert.equal(pathOf('{"func":"constructor"}', 'getTbs'), '/sign');
  assert.equal(pathOf('no JSON', 'CMCAtn'), '/CardManagement/sendCardCommand');
  assert.deepEqual(['writecert', 'makeCsr', 'x'].map(answerName), ['writeCert', 'csr', 'x']);
  assert.ok(endpoints.includes('/pkcs11info'));
});

test('waiting.gif is a picture that moves', () => {
  const gif = Buffer.from(waitingGif());
  assert.equal(gif.subarray(0, 6).toString('latin1'), 'GIF89a');
  assert.equal(gif.at(-1), 0x3b);
  assert.equal(gif.toString('latin1').split('\u0021\u00f9\u0004').length - 1, 3);
});
