import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { signInOfficer } from './officer.ts';
import { visitPages } from './pages.ts';
import { openPerson } from './person.ts';
import { openStage, type Stage } from './stage.ts';

describe('every page that links lead to', { skip, timeout: 900_000 }, () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  for (const [language, width] of [
    ['zh-TW', 1280],
    ['en', 390],
  ] as const) {
    it(`is there, accessible and without a complaint: ${language}, ${width} px`, async () => {
      const { origins } = stage.house;
      await using person = await openPerson(stage.browser, {
        ...stage,
        language,
        width,
        look: assertAccessible,
      });
      await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
      const seen = await visitPages(person, [...Object.values(origins), `${origins.agent}/desk`]);
      assert.ok(seen.length > 40, `${seen.length} pages`);
      await signInOfficer(person, 'Card operator');
      await visitPages(person, [`${origins.authority}/officer`]);
      assert.deepEqual(person.complaints, []);
    });
  }
});
