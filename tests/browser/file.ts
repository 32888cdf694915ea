import assert from 'node:assert/strict';
import { assertPdf } from './pdf.ts';
import type { Person } from './person.ts';

/** The day in Taipei so many days from today, ISO. */
export function day(offset: number): string {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' }).format(at);
}

/** From the list of services into the filing service by single sign-on: no page between, no PIN. */
export async function enterFiling(person: Person): Promise<void> {
  const { page, house, context } = person;
  let windows = 0;
  context.on('page', () => {
    windows += 1;
  });
  await person.follow('會計師查核簽證線上申報系統', 'CPA attestation filing');
  await person.reach('申報案清單', 'Cases');
  assert.equal(page.url(), `${house.origins.filing}/case`);
  assert.equal(windows, 0, 'single sign-on opens no window');
  await person.see('filing-list-empty');
}

/** Fills in a case, every step by its form, and ends at the check page where everything holds. */
export async function createCase(person: Person, company: string): Promise<void> {
  await person.press('新增申報案', 'New case');
  await person.reach('公司資料', 'Company');
  await person.see('filing-company');
  await fillCompany(person, company);
  await fillCapital(person);
  await fillStatement(person);
  await attach(person);
  await fillReport(person);
  await person.reach('核對', 'Check');
  await person.read('全部相符，可以簽章', 'Everything holds: ready to sign');
  await person.see('filing-check');
}

function save(person: Person): Promise<void> {
  return person.press('儲存並繼續', 'Save and continue');
}

async function fillCompany(person: Person, company: string): Promise<void> {
  const rest = { address: '臺北市中正區範例路一段1號', representative: '範例代表人' };
  await person.fill({ name: company, ubn: '04595258', ...rest });
  await person.pick('form', 'stock');
  await person.fill({ contactName: '範例聯絡人', contactMail: 'contact@firm.example' });
  await save(person);
  await person.page.locator('.error-summary').waitFor();
  assert.equal(
    await person.page.locator('main [name="name"]').inputValue(),
    company,
    'what was typed is kept',
  );
  await person.see('filing-company-refused');
  await person.fill({ ubn: '04595257' });
  await save(person);
}

async function fillCapital(person: Person): Promise<void> {
  await person.reach('申報案與資本額', 'Kind and capital');
  await person.pick('kind', 'increase');
  await person.fill({ baseDate: day(-10), capitalBefore: '1,000,000', capitalAfter: '5,000,000' });
  await person.fill({ shares: '400000', price: '10', premium: '0' });
  await person.see('filing-capital');
  await save(person);
  await person.reach('資本來源', 'Sources');
  await person.fill({ 'amount-cash': '4,000,000' });
  await person.see('filing-source');
  await save(person);
}

async function fillStatement(person: Person): Promise<void> {
  const { page } = person;
  await person.reach('明細表', 'Statements');
  await person.see('filing-statements');
  await page
    .locator('main')
    .getByRole('link', { name: person.say('現金', 'Cash') })
    .click();
  await page.locator('main [name="role-0"]').selectOption('director');
  const date = day(-11);
  await person.fill({
    'name-0': '範例董事',
    'holders-0': '1',
    'shares-0': '300000',
    'amount-0': '3,000,000',
  });
  await page.locator('main [name="role-1"]').selectOption('others');
  await person.fill({
    'name-1': '其他股東',
    'holders-1': '40',
    'shares-1': '100000',
    'amount-1': '1,000,000',
  });
  await person.fill({ 'date-0': date, 'date-1': date });
  await person.see('filing-statement');
  await person.press('儲存', 'Save');
  await page
    .locator('main .badge', { hasText: person.say('相符', 'agrees') })
    .first()
    .waitFor();
  await person.see('filing-statements-done');
  await page.goto(page.url().replace(/\/statement.*$/, '/attachment'));
}

async function attach(person: Person): Promise<void> {
  const { page } = person;
  await person.reach('附件', 'Attachments');
  await person.see('filing-attachment-empty');
  await page.locator('main [name="kind"]').selectOption('bank-proof');
  await page.locator('main [name="source"]').selectOption('cash');
  const buffer = Buffer.from('%PDF-1.7\nbank proof\n%%EOF\n');
  await page
    .locator('main [name="file"]')
    .setInputFiles({ name: '存款證明.pdf', mimeType: 'application/pdf', buffer });
  await person.press('上傳附件', 'Upload');
  await page.getByRole('link', { name: '存款證明.pdf' }).waitFor();
  await person.see('filing-attachment');
  await person.follow('繼續', 'Continue');
}

async function fillReport(person: Person): Promise<void> {
  await person.reach('會計師與報告', 'CPAs and report');
  await person.fill({ cpaName: '範例會計師', cpaRegistration: '臺省會證字第0001號', reportDate: day(-1) });
  await person.press('套用範本', 'Use the template');
  await person.reach('會計師與報告', 'CPAs and report');
  assert.ok(
    (await person.page.locator('main [name="reportText"]').inputValue()).length > 50,
    'the template is there',
  );
  await person.see('filing-report');
  await save(person);
}

/** Signs the report with the card in the reader, hands the case in, gets the receipt. Answers the case's address. */
export async function signAndSubmit(person: Person, pin: string): Promise<string> {
  const { page } = person;
  await assertPdf(pdfLink(person, '預覽報告（PDF）', 'Preview of the report (PDF)'));
  await person.follow('前往簽章', 'Go to signing');
  await person.reach('簽章送件', 'Sign and submit');
  await page.locator('[data-certificate]').waitFor();
  await person.see('filing-sign');
  const window = await person.openWindow(() => page.locator('[data-action="sign"]').click());
  await window.reach('輸入PIN碼以簽署', 'Enter the PIN to sign');
  await window.see('window-pin-sign');
  await window.send({ pin });
  await page.waitForURL(/\/case\/[^/]+$/);
  await window.gone();
  await person.read('報告已簽章，尚未送件。', 'The report is signed but not filed yet.');
  await person.see('filing-signed');
  await assertPdf(pdfLink(person, '下載簽章報告（PDF）', 'Signed report (PDF)'));
  await person.press('送件', 'File the case');
  await person.read('已收件，等待審查', 'Received and waiting');
  await person.see('filing-received');
  await assertPdf(pdfLink(person, 'PDF', 'PDF'));
  return page.url();
}

function pdfLink({ page, say }: Person, zh: string, en: string) {
  return page.getByRole('link', { name: say(zh, en), exact: true });
}

/** The firm's list shows the case in this state. */
export async function assertListed(
  person: Person,
  company: string,
  { state, name }: { readonly state: readonly [string, string]; readonly name: string },
): Promise<void> {
  await person.open(`${person.house.origins.filing}/case`);
  const row = person.page.locator('main tbody tr', { hasText: company }).first();
  await row.locator('.badge', { hasText: person.say(...state) }).waitFor();
  await person.see(name);
}
