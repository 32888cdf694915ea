import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { converse } from '@kaika/agent/conversation/converse';
import { openTable, sampleContext, scriptedFace } from '@kaika/agent/conversation/table.example';
import { createSample } from '@kaika/softcard/sample';
import type { Softcard } from '@kaika/softcard/softcard';
import type { ViewedCard } from '@kaika/wire/window';
import { openAuthority, type TestAuthority } from './authority.ts';
import { activeCard, openBrowser, proveWith } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

/** What the agent's window reads from a card. */
async function read(card: Softcard): Promise<ViewedCard> {
  const table = openTable('Reader');
  table.put('Reader', card);
  const context = sampleContext(table, { policy: { origins: [house.origin] }, now: () => house.clock.now });
  const result = await converse(scriptedFace(house.origin, {}), { do: 'view' }, context);
  assert.ok(result.do === 'view');
  return result.card;
}

async function show(card: unknown, language = 'zh-TW'): Promise<string> {
  const response = await openBrowser(house).send(`/view?lang=${language}`, { card: JSON.stringify(card) });
  return `${response.status} ${await response.text()}`;
}

test('the page shows what the card says live, beside what the record says', async () => {
  const issued = await activeCard(house);
  const card = await read(issued.card);
  assert.equal(card.pinTriesLeft, 3);
  assert.equal(card.attestation?.statements.length, 4);
  const page = await show(card);
  for (const said of [
    issued.number,
    '示範會計師事務所',
    '使用中',
    '有效',
    'P-256',
    '金鑰於卡片內產生，已驗證',
  ]) {
    assert.ok(page.includes(said), said);
  }
  assert.equal(page.split('金鑰於卡片內產生，已驗證').length - 1, 4);
  assert.ok(page.includes(`${card.pukTriesLeft} 次`));
  const english = await show(card, 'en');
  assert.match(english, /Made on the card, verified/);
  issued.card.powerOn();
  await proveWith(house, openBrowser(house), issued.card, { operation: 'suspend' });
  assert.ok((await show(await read(issued.card))).includes('停用'));
});

test('a card of another issuer is shown and marked, whatever number it bears', async () => {
  const { number } = await activeCard(house);
  const { card } = await createSample({ now: new Date('2026-11-01T00:00:00Z'), cardNumber: number });
  const page = await show(await read(card));
  assert.match(page, /^200 /);
  for (const said of ['這張卡片不是由本憑證管理中心簽發', '非本中心簽發'])
    assert.ok(page.includes(said), said);
  assert.ok(!page.includes('已驗證'));
});

test('a blank card is shown as one', async () => {
  const page = await show(await read(house.blank()));
  assert.match(page, /^200 /);
  assert.ok(page.includes('空白卡') && page.includes('卡片內沒有憑證'));
});

test('no page of it offers to unlock by PUK: spent PIN tries lead to the authority’s own way', async () => {
  const issued = await activeCard(house);
  const card = await read(issued.card);
  const page = await show({ ...card, pinTriesLeft: 0 });
  assert.ok(page.includes('PIN碼已鎖定') && page.includes('href="/unlock"'));
  assert.doesNotMatch(page.replace('請勿使用其他軟體解鎖', ''), /<button[^>]*>[^<]*(PUK|解鎖)/);
  assert.ok((await show({ ...card, pukTriesLeft: 0 })).includes('請申請補發'));
});

test('attestation that is not the maker’s, or about another key, proves nothing', async () => {
  const [one, other] = [
    await read((await activeCard(house)).card),
    await read((await activeCard(house)).card),
  ];
  const page = await show({ ...one, attestation: other.attestation });
  assert.ok(page.includes('無法驗證金鑰來源') && !page.includes('已驗證'));
  assert.ok((await show({ ...one, attestation: null })).includes('卡片未提供證明'));
});

test('what is no card is refused', async () => {
  assert.match(await show({ kind: 'ours' }), /^400 [\s\S]*request\.malformed/);
  const response = await openBrowser(house).send('/view', { card: '{' });
  assert.equal(response.status, 400);
  const { certificates, ...rest } = await read((await activeCard(house)).card);
  const torn = certificates.map((held) => ({ ...held, certificate: 'AAAA' }));
  assert.match(await show({ ...rest, certificates: torn }), /^400 /);
});
