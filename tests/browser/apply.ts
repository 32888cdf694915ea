import assert from 'node:assert/strict';
import type { Firm } from './firm.ts';
import type { Person } from './person.ts';

/** A firm applies, first with a mistyped number. Answers the application's number. */
export async function apply(person: Person, firm: Firm): Promise<string> {
  const { page } = person;
  await person.open(person.house.origins.authority);
  await person.see('authority-home');
  await page
    .locator('nav.nav')
    .getByRole('link', { name: person.say('申請憑證IC卡', 'Apply') })
    .click();
  await person.reach('申請憑證IC卡', 'Apply for a certificate card');
  await person.see('apply-empty');
  await fillForm(person, firm);
  await person.fill({ ubn: wrongUbn(firm.ubn) });
  await goOn(person);
  await assertPointsAt(person, 'ubn');
  assert.equal(await page.locator('main [name="name"]').inputValue(), firm.name, 'what was typed is kept');
  assert.equal(await page.locator('main [name="kind"][value="professional"]').isChecked(), true);
  await person.see('apply-refused');
  await person.fill({ ubn: firm.ubn });
  await goOn(person);
  return sendWithCode(person, firm);
}

/** Types the organisation and the contact. */
async function fillForm(person: Person, firm: Firm): Promise<void> {
  const { name, ubn, address, contactName, contactMail, contactPhone } = firm;
  await person.pick('kind', 'professional');
  await person.fill({ name, ubn, address, contactName, contactMail, contactPhone });
}

function goOn(person: Person): Promise<void> {
  return person.press('下一步：確認資料', 'Continue: check what you entered');
}

async function sendWithCode(person: Person, { userCode }: Firm): Promise<string> {
  const { page } = person;
  const send = () => person.press('送出申請', 'Send the application');
  await person.reach('確認申請資料', 'Check your application');
  await person.see('apply-check');
  await person.fill({ userCode, userCodeAgain: userCode.toUpperCase() });
  await person.pick('terms', 'yes');
  await send();
  await assertPointsAt(person, 'userCodeAgain');
  await person.see('apply-code-refused');
  await person.fill({ userCode, userCodeAgain: userCode });
  await person.pick('terms', 'yes');
  await send();
  await person.reach('申請已送出', 'Application sent');
  await person.see('apply-sent');
  return (await page.locator('.figure').innerText()).trim();
}

/** Looks up how far an application is and waits until it says this. */
export async function assertProgress(
  person: Person,
  { number, ubn }: { readonly number: string; readonly ubn: string },
  [zh, en]: readonly [string, string],
): Promise<void> {
  await person.open(`${person.house.origins.authority}/progress`);
  await person.fill({ number, ubn });
  await person.press('查詢', 'Look up');
  await person.reach('申請進度查詢', 'Application progress');
  await person.page
    .locator('main .badge', { hasText: person.say(zh, en) })
    .first()
    .waitFor();
}

/** The summary has the focus, leads to the field, and the field bears its sentence. */
async function assertPointsAt({ page }: Person, field: string): Promise<void> {
  const summary = page.locator('.error-summary');
  await summary.waitFor();
  assert.equal(await summary.evaluate((element) => element === document.activeElement), true, 'focus');
  await summary.locator(`a[href="#${field}"]`).click();
  assert.equal(
    await page.locator(`#${field}`).evaluate((element) => element === document.activeElement),
    true,
  );
  assert.equal(await page.locator(`#${field}`).getAttribute('aria-invalid'), 'true');
  assert.ok((await page.locator(`#${field}-error`).innerText()).length > 5);
}

/** The last digit is two more: the sum no longer fits, not even where the seventh digit is a 7, which leaves one to choose. */
function wrongUbn(ubn: string): string {
  return `${ubn.slice(0, 7)}${(Number(ubn[7]) + 2) % 10}`;
}
