import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { carryOut } from '@kaika/authority/bootstrap/holder';
import { decide } from '@kaika/authority/office/decide';
import { renewCard, reportAndReplace } from '@kaika/authority/operation/renewal';
import { produceCard } from '@kaika/authority/production/produce';
import { requireApplication } from '@kaika/authority/store/application';
import { findCard, requireCard, requireCode } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { keep } from '@kaika/authority/store/save';
import { ceremony } from '@kaika/registry/change';
import { startOf } from '@kaika/registry/day';
import { holderByMail } from '@kaika/registry/mailcode';
import type { Officer, Role } from '@kaika/registry/officer';
import { renewableFrom } from '@kaika/registry/renewal';
import {
  asksOf,
  type IssuedCard,
  issueCard,
  openAuthority,
  orderTask,
  Refused,
  type TestAuthority,
} from './authority.ts';
import { waitForMail } from './outbox.ts';
import { activeCard, askStatus, openBrowser, pin, proveWith, readReceipt } from './proof.ts';

let house: TestAuthority;
let began: Date;
before(async () => {
  house = await openAuthority();
  began = house.clock.now;
});
after(() => house[Symbol.asyncDispose]());

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

/** Runs with the clock on the first day on which that card may be renewed. */
async function inLastDays<T>(number: string, work: () => Promise<T>): Promise<T> {
  const from = renewableFrom(await requireCard(house.context.db, number));
  house.clock.now = startOf(from ?? '');
  try {
    return await work();
  } finally {
    house.clock.now = began;
  }
}

async function renew({ card }: IssuedCard) {
  const browser = openBrowser(house);
  return readReceipt(browser, await proveWith(house, browser, card, { operation: 'renew' }));
}

function officer(id: string, ...roles: readonly Role[]): Officer {
  const appointedAt = began;
  return {
    noun: 'officer',
    version: 0,
    id,
    name: id,
    roles,
    cardNumber: null,
    state: 'serving',
    appointedAt,
  };
}

/** Two officers decide, and the card is produced and activated with the user code of the card before, as it is by now. */
async function followThrough(application: string, userCode = 'Geheim-1'): Promise<IssuedCard> {
  const { context } = house;
  const decided = async (decision: 'review' | 'approve', by: Officer) => {
    const { version } = await requireApplication(context.db, application);
    await decide(context, { number: application, decision, reason: '', version }, by);
  };
  await decided('review', officer('one', 'first-reviewer'));
  await decided('approve', officer('two', 'approver'));
  const card = house.blank();
  const number = await produceCard(context, card, { application, by: ceremony });
  const issued = { card, number, userCode };
  const task = await orderTask(house, 'activate', number);
  await carryOut(card, task, { ...asksOf(house, task), typed: { userCode: issued.userCode, pin } });
  return issued;
}

async function statesOf(number: string): Promise<readonly string[]> {
  const certificates = await certificatesOfCard(house.context.db, number);
  const card = await findCard(house.context.db, number);
  return [...new Set([card?.state ?? '', ...certificates.map(({ state, reason }) => `${state} ${reason}`)])];
}

let codes = 0;

/** By mailed code and user code, as a person without the card does. Answers the receipt's address. */
async function report(issued: IssuedCard, reason: string): Promise<string> {
  const browser = openBrowser(house);
  const asked = await browser.send('/replace', { reason, cardNumber: issued.number });
  assert.equal(asked.status, 303);
  const at = asked.headers.get('location') ?? '';
  assert.match(await (await browser.get(at)).text(), /立即永久廢止/);
  const mail = await waitForMail(house.config.folder, 'mail-code', ++codes);
  const [, code = ''] = /\n\s+(\d{4} \d{4})\s/.exec(mail) ?? [];
  const entered = await browser.send(at, { code, userCode: issued.userCode });
  assert.equal(entered.status, 303, await entered.text());
  return entered.headers.get('location') ?? '';
}

test('in its last 60 days a card applies for the next one; both are valid until the old one ends', async () => {
  const old = await activeCard(house);
  const receipt = await inLastDays(old.number, () => renew(old));
  assert.equal(receipt.what, 'renewal.asked');
  const application = await requireApplication(house.context.db, String(receipt.application));
  assert.equal(application.state, 'submitted');
  assert.equal(application.purpose, 'renewal');
  assert.equal(application.previousCard, old.number);
  const before = await requireApplication(
    house.context.db,
    (await requireCard(house.context.db, old.number)).application,
  );
  for (const field of ['kind', 'name', 'ubn', 'address', 'contactMail', 'userCodeHash'] as const) {
    assert.equal(application[field], before[field], field);
  }
  assert.match(await waitForMail(house.config.folder, 'renewal-asked'), new RegExp(application.number));
  const code = await requireCode(house.context.db, old.number);
  const event = { at: began, by: 'holder', what: 'code.reset', subject: old.number } as const;
  const hash = await house.context.codes.hash('Neuer-22');
  await keep(house.context.db, { next: { ...code, hash }, event });
  const next = await followThrough(application.number, 'Neuer-22');
  assert.deepEqual(await statesOf(old.number), ['active', 'good null']);
  assert.deepEqual(await statesOf(next.number), ['active', 'good null']);
  const cards = await Promise.all([old, next].map(({ number }) => requireCard(house.context.db, number)));
  assert.equal(cards[0]?.organisation, cards[1]?.organisation, 'every login of the organisation goes on');
  assert.equal(await askStatus(house, old), 'good');
  assert.equal(await askStatus(house, next), 'good');
  const told = (await eventsAbout(house.context.db, [old.number])).map(({ what }) => what);
  assert.ok(told.includes('renewal.asked'));
});

test('before that it is too early, and a card that has ended applies anew', async () => {
  const old = await activeCard(house);
  await assert.rejects(renew(old), refused('renewal.too-early'));
  const { notAfter } = await requireCard(house.context.db, old.number);
  await assert.rejects(async () => {
    house.clock.now = new Date((notAfter?.getTime() ?? 0) + 1000);
    try {
      await renew(old);
    } finally {
      house.clock.now = began;
    }
  }, refused('card.expired'));
});

test('a second renewal is refused while the first is under way, and so is one with a locked user code', async () => {
  const old = await activeCard(house);
  await inLastDays(old.number, async () => {
    const { application } = await renew(old);
    await assert.rejects(renew(old), (error: unknown) => {
      refused('renewal.open')(error);
      assert.ok(error instanceof Refused && error.problem.detail?.number === application);
      return true;
    });
  });
  const other = await activeCard(house);
  const code = await requireCode(house.context.db, other.number);
  const event = { at: began, by: 'system', what: 'code.locked', subject: other.number } as const;
  await keep(house.context.db, { next: { ...code, lockedAt: began }, event });
  await inLastDays(other.number, () => assert.rejects(renew(other), refused('code.locked')));
});

test('killed before it is kept, no application arose and the next run makes one', async () => {
  const old = await activeCard(house);
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await inLastDays(old.number, async () => {
    await assert.rejects(renewCard(dying, old.number), /killed/);
    assert.equal((await renew(old)).what, 'renewal.asked');
  });
});

test('a lost card is revoked at once for its keys, and a new one is applied for', async () => {
  const old = await activeCard(house);
  const href = await report(old, 'lost');
  const receipt = await readReceipt(openBrowser(house), href);
  assert.equal(receipt.what, 'card.lost');
  assert.deepEqual(await statesOf(old.number), ['lost', 'revoked keyCompromise']);
  assert.equal(await askStatus(house, old), 'revoked keyCompromise');
  const application = await requireApplication(house.context.db, String(receipt.application));
  assert.deepEqual([application.purpose, application.previousCard], ['replacement', old.number]);
  assert.match(await waitForMail(house.config.folder, 'card-lost'), new RegExp(application.number));
  const told = (await eventsAbout(house.context.db, [old.number])).map(({ what }) => what);
  assert.ok(told.includes('card.lost') && told.includes('replacement.asked'));
  const next = await followThrough(application.number);
  assert.deepEqual(await statesOf(next.number), ['active', 'good null']);
  assert.deepEqual(await statesOf(old.number), ['lost', 'revoked keyCompromise']);
});

test('a card lost in the post is replaced before it was ever activated, and a damaged one is superseded', async () => {
  const posted = await issueCard(house);
  await report(posted, 'lost');
  assert.deepEqual(await statesOf(posted.number), ['lost', 'revoked keyCompromise']);
  const damaged = await activeCard(house);
  const receipt = await readReceipt(openBrowser(house), await report(damaged, 'damaged'));
  assert.equal(receipt.what, 'card.destroyed');
  assert.deepEqual(await statesOf(damaged.number), ['destroyed', 'revoked superseded']);
  assert.match(await waitForMail(house.config.folder, 'card-destroyed'), new RegExp(damaged.number));
});

test('a loss is recorded even where a new card is under way, and no second application arises', async () => {
  const old = await activeCard(house);
  const renewed = await inLastDays(old.number, () => renew(old));
  const receipt = await readReceipt(openBrowser(house), await report(old, 'lost'));
  assert.equal(receipt.application, renewed.application);
  assert.deepEqual(await statesOf(old.number), ['lost', 'revoked keyCompromise']);
});

test('a damaged card that still proves itself goes on until its replacement is activated', async () => {
  const old = await activeCard(house);
  const browser = openBrowser(house);
  const href = await proveWith(house, browser, old.card, { operation: 'replace' });
  const receipt = await readReceipt(browser, href);
  assert.equal(receipt.what, 'replacement.asked');
  assert.match(await (await browser.get(href)).text(), new RegExp(String(receipt.application)));
  await waitForMail(house.config.folder, 'replacement-asked');
  await assert.rejects(
    proveWith(house, browser, old.card, { operation: 'replace' }),
    refused('renewal.open'),
  );
  assert.deepEqual(await statesOf(old.number), ['active', 'good null']);
  const next = await followThrough(String(receipt.application));
  assert.deepEqual(await statesOf(old.number), ['replaced', 'revoked superseded']);
  assert.equal(await askStatus(house, old), 'revoked superseded');
  assert.match(await waitForMail(house.config.folder, 'card-replaced'), new RegExp(next.number));
});

test('the form wants a reason and a card number, and a card that is over is not replaced', async () => {
  const browser = openBrowser(house);
  const response = await browser.send('/replace', { cardNumber: 'XC1' });
  assert.equal(response.status, 422);
  const text = await response.text();
  assert.match(text, /尚未選擇補發原因/);
  assert.match(text, /卡號格式不正確/);
  const old = await activeCard(house);
  const lost = { cardNumber: old.number, why: 'lost', by: holderByMail } as const;
  await reportAndReplace(house.context, lost);
  await assert.rejects(reportAndReplace(house.context, lost), { code: 'card.revoked' });
});

test('killed before a loss is kept, the card is as it was and the next run records it', async () => {
  const old = await activeCard(house);
  const lost = { cardNumber: old.number, why: 'lost', by: holderByMail } as const;
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(reportAndReplace(dying, lost), /killed/);
  assert.deepEqual(await statesOf(old.number), ['active', 'good null']);
  await reportAndReplace(house.context, lost);
  assert.deepEqual(await statesOf(old.number), ['lost', 'revoked keyCompromise']);
});
