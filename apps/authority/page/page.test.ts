import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '@kaika/wire/problem';
import { samplePages } from './sample.ts';
import { remedyLinks, remedyText } from './text/remedy.ts';

const languages = ['zh-TW', 'en'] as const;

for (const language of languages) {
  for (const [name, made] of Object.entries(samplePages(language))) {
    test(`the page ${name} holds together in ${language}`, async () => {
      const page = String(await made);
      assert.match(page, new RegExp(`^<!doctype html><html lang="${language}">`));
      assert.equal(page.match(/<h1>/g)?.length, 1);
      assert.ok(!/ style=|<style| on[a-z]+="|undefined|\[object/.test(page));
      const live = page.replace(/<template[\s\S]*?<\/template>/g, '');
      const ids = [...live.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      assert.deepEqual(ids, [...new Set(ids)]);
      for (const [, wanted] of live.matchAll(/ (?:for|aria-labelledby|commandfor)="([^"]+)"/g)) {
        assert.ok(ids.includes(wanted), `${wanted} is missing`);
      }
    });
  }
}

test('the English pages say nothing in Chinese but names, the seal and the way back', async () => {
  for (const [name, made] of Object.entries(samplePages('en'))) {
    const text = String(await made)
      .replace(/<[^>]+lang="zh-TW"[^>]*>[^<]*<\/[a-z]+>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/示範[^\s<,，]*|臺北市[^\s<]*|開卡示範|組織團體憑證管理中心/g, '');
    assert.doesNotMatch(text, /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u, name);
  }
});

test('pages that use cards carry every failure as a template, in the page’s language', async () => {
  const page = String(await samplePages('zh-TW').activate);
  for (const code of ['agent.popup-blocked', 'agent.absent', 'reader.none', 'card.none', 'code.locked']) {
    assert.ok(page.includes(`<template data-problem="${code}">`), code);
  }
  assert.match(page, /一律允許/);
  assert.ok(!page.includes('2202'));
});

test('neither PIN nor user code is a field of the activation page', async () => {
  const page = String(await samplePages('zh-TW').activate);
  assert.doesNotMatch(page, /<input/);
});

test('the user code is typed after the check and never given back', async () => {
  const page = String(await samplePages('zh-TW').review);
  const code = /<input[^>]*name="userCode"[^>]*>/.exec(page)?.[0] ?? '';
  assert.match(code, /type="password"/);
  assert.ok(!code.includes('value='));
  assert.match(page, /<input type="hidden" name="ubn" value="04595257"/);
});

test('remedies are for codes that exist, in both languages alike', () => {
  for (const code of [...Object.keys(remedyText.en), ...Object.keys(remedyLinks)]) {
    assert.ok(Object.hasOwn(problems, code), code);
  }
  assert.deepEqual(Object.keys(remedyText.en), Object.keys(remedyText['zh-TW']));
});
