import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, letterOf, mailNames } from './letter.ts';
import type { MailName } from './mail.ts';

/** A letter with its placeholders left in. */
const raw = (about: MailName) => letterOf({ to: '', about, values: {} });

test('every letter is in both languages, Chinese first, and names its subject in both', () => {
  for (const about of mailNames) {
    const { subject, text } = raw(about);
    const [zh = '', en = ''] = text.split('\n\n--\n\n');
    assert.match(zh, /\p{Script=Han}/u, about);
    assert.doesNotMatch(en, /\p{Script=Han}/u, about);
    assert.match(subject, /^[^/]*\p{Script=Han}[^/]* \/ [^\p{Script=Han}]+$/u, about);
    assert.doesNotMatch(kindOf(about, 'en'), /[\p{Script=Han}{}]/u);
    assert.doesNotMatch(kindOf(about, 'zh-TW'), /[{}]/);
  }
});

const secret = /pin|puk|userCode|secret|password|key/i;

test('no letter has a place for a secret, and only the mailed codes have one for a code', () => {
  for (const about of mailNames) {
    const { subject, text } = raw(about);
    for (const [, name = ''] of `${subject} ${text}`.matchAll(/\{(\w+)\}/g)) {
      assert.doesNotMatch(name, secret, about);
      assert.ok(name !== 'code' || about.endsWith('-code'), about);
    }
  }
});

test('a value cannot fill a place in another value', () => {
  const { text } = letterOf({
    to: '',
    about: 'application-returned',
    values: { reason: '{href}', href: 'x' },
  });
  assert.match(text, /\{href\}/);
});
