import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblemCode, problems, sentencesOf } from './problem.ts';
import { toPage, toWindow } from './window.ts';

test('every problem has two sentences in both languages and an HTTP status', () => {
  for (const [code, text] of Object.entries(problems)) {
    assert.match(code, /^[a-z]+\.[a-z-]+$/);
    assert.ok(text.status >= 400 && text.status < 600, code);
    for (const sentence of [...text.zh, ...text.en]) assert.ok(sentence.length > 0, code);
    for (const sentence of text.zh)
      assert.match(sentence, /[。？！]$/, `${code} ends like a Chinese sentence`);
  }
});

test('a sentence is filled with the tries left and nothing from outside', () => {
  assert.match(sentencesOf({ code: 'pin.wrong', triesLeft: 2 }, 'zh-TW')[0], /2 次/);
  assert.equal(isProblemCode('constructor'), false);
  assert.equal(sentencesOf({ code: 'constructor' }, 'en')[0], problems['request.failed'].en[0]);
});

test('messages of other programs are not ours', () => {
  for (const foreign of [null, 'getTbs', { type: 'ready' }, { kaika: 2, type: 'ready', version: '1' }]) {
    assert.equal(toPage.safeParse(foreign).success, false);
    assert.equal(toWindow.safeParse(foreign).success, false);
  }
});
