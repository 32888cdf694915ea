import assert from 'node:assert/strict';
import type { Language } from '@kaika/look/language';
import type { Browser } from 'playwright-core';
import { activate } from './activate.ts';
import { apply, assertProgress } from './apply.ts';
import { askOcsp, assertStatus } from './certificate.ts';
import { accept, signInExaminer } from './examine.ts';
import { assertListed, createCase, enterFiling, signAndSubmit } from './file.ts';
import type { Firm } from './firm.ts';
import type { TestHouse } from './house.ts';
import { assertTurnedAway, logIn } from './login.ts';
import { approve, review, signInOfficer, signOutOfficer } from './officer.ts';
import { type Look, openPerson, type Person } from './person.ts';
import { produce, ship } from './produce.ts';

export type Journey = {
  readonly house: TestHouse;
  readonly browser: Browser;
  readonly language: Language;
  readonly width: number;
  readonly firm: Firm;
  readonly look: Look;
  readonly browserLanguage?: Language;
};

const company = '範例科技股份有限公司';

/** The whole journey of a firm, each of its people at a browser of their own. Answers what any browser complained about. */
export async function walk(journey: Journey): Promise<readonly string[]> {
  const { firm } = journey;
  const complaints: string[] = [];
  const as = async <T>(act: (person: Person) => Promise<T>): Promise<T> => {
    await using person = await openPerson(journey.browser, journey);
    try {
      return await act(person);
    } finally {
      complaints.push(...person.complaints);
    }
  };
  await using holder = await openPerson(journey.browser, journey);
  const number = await apply(holder, firm);
  await as((reviewer) => reviewFirst(reviewer, number));
  await assertProgress(holder, { number, ubn: firm.ubn }, ['待複審', 'Waiting for approval']);
  await as((approver) => approveAfter(approver, number));
  const cardNumber = await as((operator) => produceAndShip(operator, number));
  await assertProgress(holder, { number, ubn: firm.ubn }, ['卡片已寄出', 'Card posted']);
  await holder.see('progress-posted');
  await useCard(holder, { firm, cardNumber });
  await as((examiner) => signInExaminer(examiner).then(() => accept(examiner, company)));
  await assertListed(holder, company, { state: ['核准', 'Accepted'], name: 'filing-list-accepted' });
  await leave(holder);
  return [...complaints, ...holder.complaints];
}

async function reviewFirst(person: Person, number: string): Promise<void> {
  await signInOfficer(person, 'First reviewer');
  await review(person, number);
  await signOutOfficer(person);
}

async function approveAfter(person: Person, number: string): Promise<void> {
  await signInOfficer(person, 'Approver');
  await approve(person, number);
}

async function produceAndShip(person: Person, number: string): Promise<string> {
  await signInOfficer(person, 'Card operator');
  const cardNumber = await produce(person, number);
  await ship(person);
  return cardNumber;
}

/** Turned away, activated, looked up, logged in, filed. */
async function useCard(
  holder: Person,
  { firm, cardNumber }: { firm: Firm; cardNumber: string },
): Promise<void> {
  const { desk } = holder;
  const card = (await desk.cards()).find((one) => one.cardNumber === cardNumber);
  assert.ok(card, 'the produced card lies on the desk');
  await desk.putAlone(card.id);
  await assertTurnedAway(holder);
  await assertStatus(holder, cardNumber, {
    status: ['未開卡', 'Not activated'],
    name: 'certificate-on-hold',
  });
  assert.equal(await askOcsp(holder), 'revoked');
  await activate(holder, { firm, cardNumber });
  await assertStatus(holder, cardNumber, { status: ['有效', 'Valid'], name: 'certificate-good' });
  assert.equal(await askOcsp(holder), 'good');
  await logIn(holder, firm);
  await enterFiling(holder);
  await createCase(holder, company);
  await signAndSubmit(holder, firm.pin);
  await assertListed(holder, company, { state: ['已收件', 'Received'], name: 'filing-list' });
}

/** Signing out of one service ends the sign-in everywhere. */
async function leave(holder: Person): Promise<void> {
  const { origins } = holder.house;
  await holder.press('登出', 'Sign out');
  await holder.reach('您已登出', 'You are signed out');
  await holder.see('filing-signed-out');
  await holder.open(`${origins.portal}/member`);
  await holder.read('請先登入', 'Please sign in');
  await holder.open(`${origins.filing}/case`);
  await holder.read('您尚未登入，或登入已逾時。', 'You are not signed in, or your session has ended.');
  await holder.see('filing-not-signed-in');
}
