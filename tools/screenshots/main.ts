import { join, resolve } from 'node:path';
import type { Language } from '@kaika/look/language';
import { receiveCard } from '../../tests/browser/card.ts';
import {
  chooseCard,
  meetAbsentAgent,
  meetBlockedPopup,
  meetEmptyReader,
  meetForeignCards,
  meetNoOfficer,
  meetNowhere,
  meetStranger,
} from '../../tests/browser/failure.ts';
import { firms } from '../../tests/browser/firm.ts';
import { walk } from '../../tests/browser/journey.ts';
import { pinOf, signInOfficer } from '../../tests/browser/officer.ts';
import { visitPages } from '../../tests/browser/pages.ts';
import { openPerson, type Person } from '../../tests/browser/person.ts';
import { openStage, type Stage } from '../../tests/browser/stage.ts';
import { openStranger } from '../../tests/browser/stranger.ts';
import { block, unlock } from '../../tests/browser/unlock.ts';
import { takePicture } from './picture.ts';
import { openShutter } from './shutter.ts';

/**
 * `npm run screenshots`: walks a house of its own through all states and saves every page and window screen, in both languages, at 390
 * and 1280 px, into `screenshots/`; and the one picture that the README shows.
 */
const folder = resolve('screenshots');
for (const language of ['zh-TW', 'en'] as const) await photograph(language);

/** A house of its own for each language: both walks lock and use up the same cards. */
async function photograph(language: Language): Promise<void> {
  await using stage = await openStage();
  const { look, files } = openShutter(folder, language);
  const options = { ...stage, language, width: 1280, look };
  const as = async (act: (person: Person) => Promise<void>) => {
    await using person = await openPerson(stage.browser, options);
    await act(person);
  };
  await as((visitor) => visit(visitor));
  await walk({ ...options, firm: language === 'en' ? firms.english : firms.chinese });
  await fail(stage, language, as);
  await as((operator) => signInOfficer(operator, 'Card operator').then(() => visitOffice(operator)));
  await as(async (holder) => {
    const pin = pinOf(holder, 'CPA firm');
    await block(holder, pin);
    await unlock(holder, pin);
  });
  for (const file of files) console.log(join('screenshots', file));
}

async function visit(person: Person): Promise<void> {
  const { house, desk } = person;
  await desk.putAlone((await desk.cardOf('CPA firm')).id);
  await visitPages(person, [...Object.values(house.origins), `${house.origins.agent}/desk`]);
}

async function visitOffice(person: Person): Promise<void> {
  await visitPages(person, [`${person.house.origins.authority}/officer`]);
}

async function fail(
  stage: Stage,
  language: Language,
  as: (act: (person: Person) => Promise<void>) => Promise<void>,
): Promise<void> {
  await using stranger = await openStranger(stage.house.origins.agent);
  const card = await receiveCard(stage, firms.failing);
  await as((person) => meetBlockedPopup(person, card));
  if (language === 'zh-TW') await as((person) => takePicture(person, card));
  for (const scene of [
    meetAbsentAgent,
    meetEmptyReader,
    meetForeignCards,
    meetNoOfficer,
    meetNowhere,
    chooseCard,
  ]) {
    await as(scene);
  }
  if (language === 'zh-TW') await as((person) => meetStranger(person, stranger));
}
