import { assertPdf } from './pdf.ts';
import type { Person } from './person.ts';

/** A card operator takes a blank card at the desk and produces it for the application. Answers the card's number. */
export async function produce(person: Person, number: string): Promise<string> {
  const { page } = person;
  await person.desk.clear();
  await takeBlank(person);
  await person.open(`${person.house.origins.authority}/officer/produce?application=${number}`);
  await person.reach('製卡', 'Produce cards');
  await person.see('officer-produce');
  await person.press('偵測卡片', 'Detect card');
  await person.read('卡片已就緒', 'The card is ready.');
  await person.see('officer-produce-ready');
  const window = await person.openWindow(() => page.locator('#begin').click());
  await window.reach('製作卡片', 'Produce a card');
  await window.see('window-produce');
  await window.press('開始', 'Start');
  await page.locator('.progress .is-done').first().waitFor();
  await page.locator('.progress .is-running').first().waitFor();
  await window.page.locator('progress').waitFor();
  await person.see('officer-producing');
  await page.waitForURL('**/officer/cards/XC*');
  await person.reach('卡片 XC', 'Card XC');
  await person.see('officer-card-produced');
  return (page.url().split('/').at(-1) ?? '').slice(0, 16);
}

/** At the desk: a blank card from the stack, into the first reader. */
async function takeBlank({ context, house, language, say, page: other }: Person): Promise<void> {
  const desk = await context.newPage();
  await desk.goto(`${house.origins.agent}/desk?lang=${language}`);
  await desk.getByRole('button', { name: say('拿一張空白卡', 'Take a blank card') }).click();
  const blank = desk.locator('.desk-cards li:not(.stack):has(.vcard.is-blank)').last();
  await blank
    .getByRole('button', { name: say('放入 Virtual Reader 1', 'Put into Virtual Reader 1') })
    .click();
  await desk.locator('.desk-reader .vcard.is-blank').waitFor();
  await desk.close();
  await other.bringToFront();
}

/** The letter is a PDF; then the card is recorded as posted. */
export async function ship(person: Person): Promise<void> {
  const { page } = person;
  await assertPdf(page.getByRole('link', { name: person.say('開卡通知函（PDF）', 'Posting letter (PDF)') }));
  await person.press('登記寄出', 'Record as posted');
  await page.locator('dialog[open]').waitFor();
  await person.see('officer-ship');
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: person.say('登記寄出', 'Record as posted') })
    .click();
  await page.locator('h1 .badge', { hasText: person.say('已寄出', 'Posted') }).waitFor();
  await person.see('officer-card-posted');
}
