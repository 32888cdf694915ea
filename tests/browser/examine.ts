import { pressCertificateLogin } from './login.ts';
import { pinOf } from './officer.ts';
import type { Person } from './person.ts';

/** The examiner signs in to the filing service with his own card. */
export async function signInExaminer(person: Person): Promise<void> {
  const { desk, house } = person;
  await desk.putAlone((await desk.cardOf('Filing examiner')).id);
  await person.open(house.origins.filing);
  await person.see('filing-home');
  await person.follow('以憑證IC卡登入', 'Sign in with the card');
  await person.reach('登入', 'Sign in');
  await person.see('login-filing');
  const window = await pressCertificateLogin(person);
  await window.send({ pin: pinOf(person, 'Filing examiner') });
  await person.reach('審查清單', 'Queue');
  await window.gone();
  await person.see('examiner-queue');
}

/** Takes up the company's case, verifies its signature, compares, accepts. */
export async function accept(person: Person, company: string): Promise<void> {
  const { page } = person;
  await person.follow(company, company);
  await person.reach(company, company);
  await person.see('examiner-case');
  await person.press('開始審查', 'Begin examination');
  await person.read('審查決定', 'Decision');
  await person.see('examiner-deciding');
  await person.follow('驗證簽章', 'Verify the signature');
  await person.read('簽章有效', 'The signature is valid');
  await person.see('examiner-verify');
  await page.goBack();
  await person.follow('與前次申報比較', 'Compare with the previous filing');
  await person.see('examiner-compare');
  await page.goBack();
  await person.press('通知補正', 'Ask for a supplement');
  await page.locator('#reason-error').waitFor();
  await person.see('examiner-reason-missing');
  await person.press('核准', 'Accept');
  await person.read('審查通過。', 'The case was accepted.');
  await person.see('examiner-accepted');
}
