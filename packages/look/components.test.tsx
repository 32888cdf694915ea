import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Badge } from './badge.tsx';
import { Checkbox, RadioGroup } from './choice.tsx';
import { SecretField, TextField } from './field.tsx';
import { ErrorSummary, Form } from './form.tsx';
import { Gallery } from './gallery.tsx';
import { Layout, type Site } from './layout.tsx';
import { Notice, Problem } from './notice.tsx';
import { operations } from './operation.ts';
import { Pagination } from './pagination.tsx';
import { Table } from './table.tsx';
import { Day } from './time.tsx';

const hostile = '<img src=x onerror="alert(1)">&\'"';
const site: Site = { name: hostile, home: '/', navigation: [], footer: [], colophon: hostile };

test('a page says its language, its title and site, and bears the nonce', async () => {
  const page = String(
    await (
      <Layout
        language="zh-TW"
        title="開卡作業"
        path="/"
        nonce="abc"
        site={{ ...site, name: '管理中心' }}
        script="/page.js"
      />
    ),
  );
  assert.match(page, /^<!doctype html><html lang="zh-TW">/);
  assert.match(page, /<title>開卡作業｜管理中心<\/title>/);
  assert.match(page, /<script type="module" src="\/page\.js" nonce="abc">/);
  assert.match(page, /<a class="skip" href="#main">/);
  assert.match(page, /href="\/\?lang=en" hreflang="en" lang="en"/);
});

test('nothing from outside becomes markup', async () => {
  const shown = String(
    await (
      <Layout language="en" title={hostile} path={`/?q=${hostile}`} nonce="n" site={site}>
        <Notice language="en" kind="info" title={hostile} />
        <Problem language="en" code={hostile} sentences={[hostile, hostile]} />
        <TextField language="en" name="a" label={hostile} hint={hostile} error={hostile} value={hostile} />
        <Table caption={hostile} rows={[hostile]} columns={[{ label: hostile, cell: (row) => row }]} />
        <Badge tone="good">{hostile}</Badge>
      </Layout>
    ),
  );
  assert.ok(!shown.includes('<img'));
});

test('a refused field says so to eyes and ears and keeps what was typed', async () => {
  const field = String(
    await (
      <TextField language="zh-TW" name="ubn" label="統一編號" hint="8位數字" error="不正確" value="123" />
    ),
  );
  assert.match(field, /<label for="ubn">/);
  assert.match(field, /aria-invalid="true" aria-describedby="ubn-hint ubn-error"/);
  assert.match(field, /value="123"/);
  assert.match(field, /id="ubn-error"><span class="visually-hidden">錯誤：<\/span>不正確/);
});

test('required is the rule; optional fields are marked in words', async () => {
  assert.match(String(await (<TextField language="en" name="a" label="A" />)), / required=""/);
  const optional = String(await (<TextField language="en" name="a" label="A" required={false} />));
  assert.ok(!optional.includes('required='));
  assert.match(optional, /\(optional\)/);
});

test('a secret is never given back', async () => {
  const field = String(await (<SecretField language="zh-TW" name="userCode" label="用戶代碼" />));
  assert.match(field, /type="password"/);
  assert.ok(!field.includes('value='));
  assert.match(field, /data-reveal="userCode"[^>]* hidden=""/);
});

test('the summary of errors links to the fields and is absent when all is well', async () => {
  const summary = String(
    await (<ErrorSummary language="en" errors={{ kind: 'Choose one.', name: undefined }} />),
  );
  assert.match(summary, /<a href="#kind">Choose one\.<\/a>/);
  assert.ok(!summary.includes('#name'));
  assert.equal(String(await (<ErrorSummary language="en" errors={{}} />)), '');
  assert.match(String(await (<Form language="en" action="/x" />)), /method="post" novalidate/);
});

test('the link of the summary finds the first choice of a group', async () => {
  const group = String(
    await (
      <RadioGroup
        language="en"
        name="kind"
        label="Kind"
        value="b"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
    ),
  );
  assert.match(group, /id="kind" name="kind" value="a"/);
  assert.match(group, /id="kind-b" name="kind" value="b" checked=""/);
  assert.match(
    String(
      await (
        <Checkbox language="en" name="terms">
          Yes
        </Checkbox>
      ),
    ),
    /value="yes"/,
  );
});

test('pages of a list: neighbours, ends, gaps', async () => {
  const links = String(await (<Pagination language="zh-TW" page={5} pages={9} href={(n) => `?page=${n}`} />));
  const numbers = [...links.matchAll(/第 (\d+) 頁/g)].map((m) => m[1]);
  assert.deepEqual(numbers, ['1', '4', '5', '6', '9']);
  assert.equal(links.split('…').length, 3);
  assert.equal(String(await (<Pagination language="en" page={1} pages={1} href={() => ''} />)), '');
});

test('a day bears its machine-readable self', async () => {
  const day = String(await (<Day at={new Date('2026-11-20T16:30:00Z')} language="zh-TW" />));
  assert.equal(day, '<time class="num" datetime="2026-11-21">中華民國115年11月21日</time>');
});

test('the thirteen operations stand in the order of the holders’ menu', () => {
  const labels = operations('zh-TW').map((operation) => operation.label);
  assert.equal(labels.length, 13);
  assert.equal(labels[0], '開卡作業');
  assert.equal(labels[12], '寫入憑證內安全電子郵件信箱');
  assert.equal(new Set(operations('en').map((operation) => operation.path)).size, 13);
});

test('no id is said twice and no style is inline, in the page with everything', async () => {
  for (const language of ['zh-TW', 'en'] as const) {
    const page = String(await (<Gallery language={language} nonce="n" />));
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    assert.equal(ids.length, new Set(ids).size);
    assert.ok(!/ style=|<style| on[a-z]+="/.test(page));
  }
});
