import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abroad, chooseLanguage, inLanguage, languageCookie, parseLanguage } from './language.ts';

test('the address decides before the cookie, the cookie before the browser, and the rest is zh-TW', () => {
  assert.equal(chooseLanguage({ query: 'en', cookie: 'zh-TW', accept: 'zh' }), 'en');
  assert.equal(chooseLanguage({ cookie: 'zh-TW', accept: 'en' }), 'zh-TW');
  assert.equal(chooseLanguage({ accept: 'fr, en;q=0.8, zh;q=0.9' }), 'zh-TW');
  assert.equal(chooseLanguage({ accept: 'fr;q=1, en-GB;q=0.8' }), 'en');
  assert.equal(chooseLanguage({}), 'zh-TW');
});

test('unknown and hostile language tags are ignored', () => {
  for (const tag of ['fr', '', '../en', 'e', '"><script>']) {
    assert.equal(parseLanguage(tag), undefined);
    assert.equal(chooseLanguage({ query: tag, accept: tag }), 'zh-TW');
  }
  assert.equal(chooseLanguage({ accept: 'en;q=0, zh;q=abc' }), 'zh-TW');
  assert.equal(chooseLanguage({ accept: 'en;q=1,'.repeat(100_000) }), 'en');
});

test('the cookie is host-only, closed to scripts, and secure under https', () => {
  assert.equal(languageCookie('en', false), 'lang=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax');
  assert.match(languageCookie('zh-TW', true), /; Secure$/);
});

test('the language switch keeps path and query', () => {
  assert.equal(inLanguage('/certificate?card=XC1&lang=zh-TW', 'en'), '/certificate?card=XC1&lang=en');
  assert.equal(inLanguage('//evil.example/x', 'en').startsWith('/'), true);
});

test('an address of another site takes the language along, before its fragment', () => {
  assert.equal(abroad('http://login.example/help#popup', 'en'), 'http://login.example/help?lang=en#popup');
  assert.equal(abroad('http://portal.example', 'zh-TW'), 'http://portal.example/?lang=zh-TW');
});
