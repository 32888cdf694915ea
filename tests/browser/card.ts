import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSample } from '@kaika/softcard/sample';
import type { Browser } from 'playwright-core';
import { apply } from './apply.ts';
import type { Hand } from './desk.ts';
import type { Firm } from './firm.ts';
import type { TestHouse } from './house.ts';
import { approve, review, signInOfficer } from './officer.ts';
import { openPerson, type Person } from './person.ts';
import { produce, ship } from './produce.ts';

/** A card of another issuer on the desk, produced and with a PIN, numbered as that issuer likes. Answers its id. */
export async function layForeignCard(house: TestHouse, desk: Hand, cardNumber: string): Promise<string> {
  const id = await desk.blank();
  const { card } = await createSample({ now: new Date(), cardNumber });
  // A card's file is read when the card is put into a reader.
  writeFileSync(join(house.folder, 'desk', `card-${id}.json`), JSON.stringify(card.toState()));
  return id;
}

/** A card as it arrives in a firm's letter box: applied for, decided, produced, posted; by clicks, looked at elsewhere. */
export async function receiveCard(
  { house, browser }: { readonly house: TestHouse; readonly browser: Browser },
  firm: Firm,
): Promise<{ readonly cardNumber: string; readonly id: string }> {
  const options = { house, language: 'zh-TW', width: 1280, look: async () => undefined } as const;
  const as = async <T>(act: (person: Person) => Promise<T>): Promise<T> => {
    await using person = await openPerson(browser, options);
    return await act(person);
  };
  const number = await as((applicant) => apply(applicant, firm));
  await as((reviewer) => signInOfficer(reviewer, 'First reviewer').then(() => review(reviewer, number)));
  await as((approver) => signInOfficer(approver, 'Approver').then(() => approve(approver, number)));
  return as(async (operator) => {
    await signInOfficer(operator, 'Card operator');
    const cardNumber = await produce(operator, number);
    await ship(operator);
    const card = (await operator.desk.cards()).find((one) => one.cardNumber === cardNumber);
    await operator.desk.clear();
    return { cardNumber, id: card?.id ?? '' };
  });
}
