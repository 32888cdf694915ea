import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { type Firm, firms } from './firm.ts';
import { walk } from './journey.ts';
import { findSecrets } from './secret.ts';
import { openStage, type Stage } from './stage.ts';

describe('the whole journey, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  const { chinese, english } = firms;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('leads a firm from the application to the accepted filing, in Chinese at a desk', async () => {
    const journey = { ...stage, language: 'zh-TW', width: 1280, firm: chinese } as const;
    assert.deepEqual(await walk({ ...journey, look: assertAccessible }), []);
  });

  it('leads another firm there, in English on a phone whose browser asks for Chinese', async () => {
    const chosen = { language: 'en', browserLanguage: 'zh-TW' } as const;
    const journey = { ...stage, ...chosen, width: 390, firm: english } as const;
    assert.deepEqual(await walk({ ...journey, look: assertAccessible }), []);
  });

  it('leaves no PIN and no user code in any log or file', () => {
    const { folder, people } = stage.house;
    const typed = [...people, ...[chinese, english].map((firm: Firm) => ({ ...firm, role: firm.name }))];
    const secrets = typed.flatMap(({ role, pin, userCode }) => [
      { of: `PIN of ${role}`, text: pin ?? '' },
      { of: `user code of ${role}`, text: userCode ?? '' },
    ]);
    assert.ok(secrets.every(({ text }) => text.length >= 6));
    assert.deepEqual(findSecrets(folder, secrets), []);
    // The search sees what is there: an address that was typed into a form is in the database and its log.
    const [seen] = findSecrets(folder, [{ of: 'mail', text: chinese.contactMail }]);
    assert.ok(seen, 'the search finds nothing at all');
  });
});
