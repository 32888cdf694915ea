import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { carryOut } from '@kaika/authority/bootstrap/holder';
import { approve, enter, refuse } from '@kaika/authority/operation/paper';
import { requireCard, requireCode } from '@kaika/authority/store/card';
import { eventsAbout } from '@kaika/authority/store/event';
import { requirePaper } from '@kaika/authority/store/paper';
import { keep } from '@kaika/authority/store/save';
import { recodeByCard } from '@kaika/authority/task/recode';
import { revoke } from '@kaika/registry/card';
import { system } from '@kaika/registry/change';
import type { Officer, Role } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import {
  asksOf,
  type IssuedCard,
  issueCard,
  openAuthority,
  orderTask,
  Refused,
  type TestAuthority,
} from './authority.ts';
import { linkMailedBy, recipientsOf } from './link.ts';
import { readOutbox, waitForMail } from './outbox.ts';
import { activeCard, openBrowser, pin, proveWith, readReceipt } from './proof.ts';
import { orderRecode, recode, recodeRequest, sendRecode } from './recode.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const fresh = 'Neu-4711';

function refused(code: string) {
  return (error: unknown) => {
    if (error instanceof Refusal) assert.equal(error.code, code);
    else {
      assert.ok(error instanceof Refused, String(error));
      assert.equal(error.problem.code, code);
    }
    return true;
  };
}

/** Whether this code opens the card now. */
async function opens({ card, number }: IssuedCard, userCode: string): Promise<void> {
  const task = await orderTask(house, 'unlock', number);
  await carryOut(card, task, { ...asksOf(house, task), typed: { userCode, pin } });
}

/** The link for a new code that is mailed when somebody asks for it by the card number. */
function linkFor(cardNumber: string): Promise<string> {
  return linkMailedBy(house, 'code-link', () => openBrowser(house).send('/reset-code/link', { cardNumber }));
}

function officer(id: string, ...roles: readonly Role[]): Officer {
  return {
    noun: 'officer',
    version: 1,
    id,
    name: id,
    roles,
    cardNumber: null,
    state: 'serving',
    appointedAt: house.clock.now,
  };
}

test('by card and PIN: the new code counts at once, the lock is cleared, a receipt and a mail say so', async () => {
  const issued = await activeCard(house);
  for (let tries = 0; tries < 3; tries += 1) await assert.rejects(opens(issued, 'wrong-1'));
  await assert.rejects(opens(issued, issued.userCode), refused('code.locked'));
  const receipt = await recode(house, issued, fresh);
  assert.equal(receipt.what, 'code.reset');
  assert.equal((await readReceipt(openBrowser(house), `/receipt/${receipt.number}`)).what, 'code.reset');
  assert.equal((await requireCode(house.context.db, issued.number)).lockedAt, null);
  await assert.rejects(opens(issued, issued.userCode), refused('code.wrong'));
  await opens(issued, fresh);
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  assert.ok(told.includes('code.reset'));
});

test('what was begun with the old code ends with it: visits, links and tasks', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  await proveWith(house, browser, issued.card, { operation: 'all' });
  assert.match(await (await browser.get('/all')).text(), new RegExp(issued.number));
  const link = await linkFor(issued.number);
  const older = await orderTask(house, 'unlock', issued.number);
  const task = await orderRecode(house, issued.number);
  await sendRecode(house, await recodeRequest(issued.card, task, { userCode: fresh }));
  assert.equal((await browser.get(link)).status, 410);
  assert.doesNotMatch(await (await browser.get('/all')).text(), new RegExp(issued.number));
  const late = carryOut(issued.card, older, {
    ...asksOf(house, older),
    typed: { userCode: fresh, pin },
  });
  await assert.rejects(late, refused('task.superseded'));
});

test('told twice, the reset answers the same receipt; changed or of another task, it is refused', async () => {
  const issued = await activeCard(house);
  const other = await activeCard(house);
  const task = await orderRecode(house, issued.number);
  const request = await recodeRequest(issued.card, task, { userCode: fresh });
  const foreign = await recodeRequest(other.card, task, { userCode: fresh });
  await assert.rejects(sendRecode(house, foreign), refused('task.mismatch'));
  const forged = { ...request, signature: foreign.signature };
  await assert.rejects(sendRecode(house, forged), refused('task.confirm-failed'));
  const bound = { key: 'AAAA' };
  const unbound = await recodeRequest(issued.card, task, { userCode: fresh, claims: bound });
  await assert.rejects(sendRecode(house, unbound), refused('task.mismatch'));
  const faulty = await recodeRequest(issued.card, task, { userCode: 'no' });
  await assert.rejects(sendRecode(house, faulty), refused('code.rule'));
  const [first, second] = await Promise.all([sendRecode(house, request), sendRecode(house, request)]);
  assert.deepEqual(first, second);
  assert.deepEqual(await sendRecode(house, request), first);
});

test('killed before the new code is kept, the old one counts on and the same request finishes it', async () => {
  const issued = await activeCard(house);
  const task = await orderRecode(house, issued.number);
  const request = await recodeRequest(issued.card, task, { userCode: fresh });
  const { codes } = house.context;
  const dying = { ...house.context, codes: { ...codes, hash: () => Promise.reject(new Error('killed')) } };
  await assert.rejects(recodeByCard(dying, request), /killed/);
  house = await house.restart();
  assert.equal((await sendRecode(house, request)).what, 'code.reset');
  await opens(issued, fresh);
});

test('a card without a PIN yet, a revoked one and a task of another operation are refused', async () => {
  const shipped = await issueCard(house);
  await assert.rejects(orderRecode(house, shipped.number), refused('card.not-active'));
  const issued = await activeCard(house);
  const unlocking = await orderTask(house, 'unlock', issued.number);
  const request = await recodeRequest(issued.card, unlocking, { userCode: fresh });
  await assert.rejects(sendRecode(house, request), refused('task.mismatch'));
  const card = await requireCard(house.context.db, issued.number);
  await keep(house.context.db, revoke(card, 'keyCompromise', { by: system, now: house.clock.now }));
  await assert.rejects(orderRecode(house, issued.number), refused('card.revoked'));
});

test('a suspended card resets its code: resuming it may need one', async () => {
  const issued = await activeCard(house);
  await proveWith(house, openBrowser(house), issued.card, { operation: 'suspend' });
  assert.equal((await recode(house, issued, fresh)).what, 'code.reset');
});

test('by link: mailed to the contact, opened once, the new code is typed twice', async () => {
  const issued = await issueCard(house);
  const browser = openBrowser(house);
  const link = await linkFor(issued.number);
  assert.equal((await browser.get(link)).status, 200);
  const short = await browser.send(link, { userCode: 'no', userCodeAgain: 'no' });
  assert.equal(short.status, 422);
  assert.match(await short.text(), /用戶代碼不符合規則/);
  const unlike = await browser.send(link, { userCode: fresh, userCodeAgain: 'Other-12' });
  assert.match(await unlike.text(), /兩次輸入的用戶代碼不同/);
  const done = await browser.send(link, { userCode: fresh, userCodeAgain: fresh });
  assert.equal(done.status, 303);
  assert.equal((await readReceipt(browser, done.headers.get('location') ?? '')).what, 'code.reset');
  const again = await browser.send(link, { userCode: fresh, userCodeAgain: fresh });
  assert.equal(again.status, 410);
  assert.match(await again.text(), /link\.used/);
  const task = await orderTask(house, 'activate', issued.number);
  await carryOut(issued.card, task, { ...asksOf(house, task), typed: { userCode: fresh, pin } });
});

test('a link is over after thirty minutes, or when a newer one was mailed; a made-up one is none', async () => {
  const issued = await issueCard(house);
  const browser = openBrowser(house);
  const first = await linkFor(issued.number);
  const second = await linkFor(issued.number);
  assert.equal((await browser.get(first)).status, 410);
  assert.equal((await browser.get(second)).status, 200);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 30 * 60_000 + 1);
  for (const link of [first, second]) assert.equal((await browser.get(link)).status, 410);
  house.clock.now = now;
  assert.match(await (await browser.get('/reset-code/link/made-up')).text(), /link\.unknown/);
});

test('an unknown card, a revoked one and a good one get the same answer, and only the good one a mail', async () => {
  const issued = await issueCard(house);
  const revoked = await issueCard(house);
  const card = await requireCard(house.context.db, revoked.number);
  await keep(house.context.db, revoke(card, 'keyCompromise', { by: system, now: house.clock.now }));
  const before = readOutbox(house.config.folder, 'code-link').length;
  const ask = async (cardNumber: string) => {
    const response = await openBrowser(house).send('/reset-code/link', { cardNumber });
    const text = (await response.text()).replaceAll(/nonce="[^"]*"/g, '');
    return { status: response.status, text };
  };
  const answers = [await ask('XC99999999999999'), await ask(revoked.number), await ask(issued.number)];
  assert.deepEqual(answers[0], answers[2]);
  assert.deepEqual(answers[1], answers[2]);
  const { folder } = house.config;
  await linkFor(issued.number);
  await waitForMail(folder, 'code-link', before + 2);
  assert.equal(
    readOutbox(folder, 'code-link').length,
    before + 2,
    'one each time the good card was asked for',
  );
});

test('on paper: one officer enters, another approves; the link goes to the address in the letter', async () => {
  const issued = await issueCard(house);
  const clerk = officer('clerk', 'help-desk', 'approver');
  const approver = officer('approver', 'approver');
  const letter = { cardNumber: issued.number, mail: 'letter@firm.example', reference: '115-0001' };
  const number = await enter(house.context, letter, clerk);
  await assert.rejects(approve(house.context, number, clerk), refused('paper.same-officer'));
  const link = await linkMailedBy(house, 'code-link', () => approve(house.context, number, approver));
  assert.ok(recipientsOf(house, 'code-link').includes('letter@firm.example'));
  await waitForMail(house.config.folder, 'code-paper');
  assert.ok(recipientsOf(house, 'code-paper').includes('office@firm.example'));
  await assert.rejects(approve(house.context, number, approver), refused('paper.wrong-state'));
  const done = await openBrowser(house).send(link, { userCode: fresh, userCodeAgain: fresh });
  assert.equal(done.status, 303);
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  for (const what of ['paper.entered', 'paper.approved', 'link.issued', 'link.used', 'code.reset'])
    assert.ok(told.includes(what), what);
});

test('a paper request is refused with a reason, and not for a card nobody has', async () => {
  const issued = await issueCard(house);
  const clerk = officer('clerk', 'first-reviewer');
  const approver = officer('approver', 'approver');
  const letter = { cardNumber: issued.number, mail: 'letter@firm.example', reference: '115-0002' };
  const nobody = { ...letter, cardNumber: 'XC99999999999999' };
  await assert.rejects(enter(house.context, nobody, clerk), refused('card.unknown'));
  const number = await enter(house.context, letter, clerk);
  await assert.rejects(
    refuse(house.context, { number, reason: ' ' }, approver),
    refused('paper.reason-missing'),
  );
  await refuse(house.context, { number, reason: '印鑑不符' }, approver);
  assert.equal((await requirePaper(house.context.db, number)).state, 'refused');
  await assert.rejects(enter(house.context, letter, approver), refused('officer.not-allowed'));
});
