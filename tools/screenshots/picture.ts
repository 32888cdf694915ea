import { mkdirSync, statSync } from 'node:fs';
import { detectCard } from '../../tests/browser/activate.ts';
import type { Posted } from '../../tests/browser/failure.ts';
import type { Person } from '../../tests/browser/person.ts';

/** What the README shows: 開卡作業 with a card detected, 1280 px. */
export async function takePicture(person: Person, card: Posted): Promise<void> {
  const { page, desk } = person;
  await desk.putAlone(card.id);
  await detectCard(person, 'activate', card.cardNumber);
  mkdirSync('docs/picture', { recursive: true });
  const path = 'docs/picture/activate.png';
  // The sheet whole, with the buttons under it and nothing pointed at.
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.locator('#begin').evaluate((button) => {
    button.scrollIntoView({ block: 'end' });
    window.scrollBy(0, 40);
  });
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled' });
  if (statSync(path).size > 200_000) throw new Error(`${path} is larger than 200 kB`);
}
