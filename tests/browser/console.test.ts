import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { becomeOfficer } from './console.ts';
import { firmOf, inBothLanguages } from './operation.ts';
import type { Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

describe('審驗人員作業', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('search, four eyes, reports, mass revocation and the log, by keyboard and in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      await becomeOfficer(person, 'first-reviewer');
      await findByKeyboard(person);
      const at = await propose(person);
      await becomeOfficer(person, 'approver');
      await decide(person, at);
      await becomeOfficer(person, 'administrator');
      await administer(person);
      await read(person);
    });
  });
});

async function findByKeyboard(person: Person): Promise<void> {
  const { page, house } = person;
  await person.open(`${house.origins.authority}/officer/work`);
  await person.reach('待辦事項', 'To do');
  await person.see('console-work');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('XC');
  await page.keyboard.press('Enter');
  await person.reach('「XC」的查詢結果', 'Results for “XC”');
  await person.see('console-search');
  const links = page.locator('[data-arrows] tbody th a');
  await links.first().focus();
  await page.keyboard.press('ArrowDown');
  const next = await links.nth(1).innerText();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), next);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(firmOf(person).cardNumber);
  await page.keyboard.press('Enter');
  await person.reach(`卡片 ${firmOf(person).cardNumber}`, `Card ${firmOf(person).cardNumber}`);
  await person.see('console-card');
}

/** Answers the address of the proposal. */
async function propose(person: Person): Promise<string> {
  const { page } = person;
  await person.follow('依申請廢止', 'Revoke on request');
  await person.press('停用並送請核定', 'Suspend and propose');
  await page.locator('.error-summary').waitFor();
  await person.see('console-revoke-refused');
  await person.pick('reason', 'cessationOfOperation');
  await person.fill({ grounds: '115-0007' });
  await person.press('停用並送請核定', 'Suspend and propose');
  await person.reach('廢止卡片', 'Revoke a card');
  await person.read('這件由您提出', 'You proposed this');
  await person.see('console-proposal');
  return page.url();
}

/** In Chinese refused, so that the card is there for English, where it is approved. */
async function decide(person: Person, at: string): Promise<void> {
  const { page } = person;
  await person.open(`${person.house.origins.authority}/officer/proposals`);
  await person.see('console-proposals');
  await person.open(at);
  const isEnglish = person.language === 'en';
  await person.press(isEnglish ? '同意' : '不同意', isEnglish ? 'Approve' : 'Refuse');
  await person.see('console-decide');
  if (!isEnglish) await page.locator('dialog[open] textarea').fill('無法查證');
  await page.locator('dialog[open] button[type="submit"]').click();
  await page.locator('h1 .badge', { hasText: isEnglish ? 'Approved' : '不同意' }).waitFor();
  await person.see('console-decided');
}

async function administer(person: Person): Promise<void> {
  const { page, house } = person;
  await person.open(`${house.origins.authority}/officer/people`);
  await person.press('提出指派', 'Propose the appointment');
  await page.locator('.error-summary').waitFor();
  await person.see('console-people-refused');
  await person.open(`${house.origins.authority}/officer/people/approver`);
  await person.see('console-person');
  await person.open(`${house.origins.authority}/officer/sweeps/new`);
  await page.locator('select[name="model"]').selectOption({ index: 1 });
  await person.pick('reason', 'keyCompromise');
  await person.fill({ grounds: '115-0008' });
  await person.press('試算', 'Try');
  await person.read('試算結果', 'What it would do');
  await person.see('console-sweep-tried');
  await person.press('送請核定', 'Propose');
  await person.read('這件由您提出', 'You proposed this');
  await person.see('console-sweep');
}

async function read(person: Person): Promise<void> {
  const { page, house } = person;
  await person.open(`${house.origins.authority}/officer/reports`);
  await page.locator('svg[role="img"]').first().waitFor();
  await page.locator('summary').first().click();
  await person.see('console-reports');
  await person.open(`${house.origins.authority}/officer/audit?what=proposal`);
  await person.see('console-audit');
  await page.locator('tbody th a').first().click();
  await page.locator('code.hash').first().waitFor();
  await person.see('console-entry');
}
