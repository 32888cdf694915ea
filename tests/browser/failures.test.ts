import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { detectCard, openSecrets } from './activate.ts';
import { assertAccessible } from './axe.ts';
import { receiveCard } from './card.ts';
import { assertStatus } from './certificate.ts';
import { skip } from './chromium.ts';
import { firstReader } from './desk.ts';
import {
  chooseCard,
  lockCode,
  meetAbsentAgent,
  meetBlockedPopup,
  meetEmptyReader,
  meetForeignCards,
  meetNoOfficer,
  meetNowhere,
  meetStranger,
  type Posted,
} from './failure.ts';
import { firms } from './firm.ts';
import { signInOfficer } from './officer.ts';
import { openPerson, type Person } from './person.ts';
import { findSecrets } from './secret.ts';
import { openStage, type Stage } from './stage.ts';
import { openStranger } from './stranger.ts';

describe('what goes wrong, and what the screens then say', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  let card: Posted;
  const firm = firms.failing;
  const { userCode } = firm;

  before(async () => {
    stage = await openStage();
    card = await receiveCard(stage, firm);
  });
  after(() => stage?.[Symbol.asyncDispose]());

  /** Somebody goes through it, and no page of theirs complains. */
  const as = async (language: 'zh-TW' | 'en', act: (person: Person) => Promise<void>) => {
    const width = language === 'en' ? 390 : 1280;
    await using person = await openPerson(stage.browser, {
      ...stage,
      language,
      width,
      look: assertAccessible,
    });
    await act(person);
    return person.complaints;
  };

  it('a blocked pop-up: how to allow it, by browser', async () => {
    assert.deepEqual(await as('en', (person) => meetBlockedPopup(person, card)), []);
  });

  it('no agent on this computer: where to get it', async () => {
    const complaints = await as('zh-TW', meetAbsentAgent);
    assert.ok(complaints.every((text) => text.includes('ERR_CONNECTION_REFUSED')));
  });

  it('an address that leads nowhere has a page of its own on each site', async () => {
    const complaints = await as('en', meetNowhere);
    assert.ok(complaints.every((text) => text.includes('404')));
  });

  it('an empty reader: the page says so, the window waits and goes on by itself', async () => {
    assert.deepEqual(await as('en', meetEmptyReader), []);
  });

  it('a blank card, one of another make, one of another authority: none is ours', async () => {
    assert.deepEqual(await as('zh-TW', meetForeignCards), []);
  });

  it('a card of nobody among the officers is refused before its PIN', async () => {
    assert.deepEqual(await as('zh-TW', meetNoOfficer), []);
  });

  it('an officer without the role is told so', async () => {
    const complaints = await as('en', async (person) => {
      await signInOfficer(person, 'Approver');
      await person.open(`${person.house.origins.authority}/officer/produce`);
      await person.read('您的角色不能進行這項動作。', 'Your role does not allow this.');
      await person.see('failure-role');
    });
    assert.deepEqual(complaints, []);
  });

  it('two cards in two readers: the person chooses', async () => {
    assert.deepEqual(await as('zh-TW', chooseCard), []);
  });

  it('a site nobody trusts gets nothing before consent, and is named', async () => {
    await using stranger = await openStranger(stage.house.origins.agent);
    assert.deepEqual(await as('zh-TW', (person) => meetStranger(person, stranger)), []);
  });

  it('a window closed, a card pulled while the person types: running on activates it', async () => {
    const { pin } = firm;
    const complaints = await as('zh-TW', async (person) => {
      await person.desk.putAlone(card.id);
      await detectCard(person, 'activate', card.cardNumber);
      const closed = await openSecrets(person);
      await closed.page.close();
      await person.read('您已取消這次作業。', 'You cancelled the operation.');
      const window = await openSecrets(person);
      await person.desk.pull(firstReader);
      await window.send({ userCode, newPin: pin, newPinAgain: pin });
      await window.reach('請插入憑證IC卡', 'Insert your card');
      await window.see('window-wait-pulled');
      await person.desk.insert(card.id, firstReader);
      await person.reach('開卡成功', 'The card is active');
      await assertStatus(person, card.cardNumber, {
        status: ['有效', 'Valid'],
        name: 'certificate-after-pull',
      });
    });
    assert.deepEqual(complaints, []);
  });

  it('a card pulled at any moment after sending: the same window waits and finishes', async () => {
    const complaints = await as('zh-TW', async (person) => {
      for (const [index, delay] of [0, 30, 80, 160].entries()) {
        const pin = `Pulled-${index}`;
        await person.desk.putAlone(card.id);
        await detectCard(person, 'unlock', card.cardNumber);
        const window = await openSecrets(person);
        await window.send({ userCode, newPin: pin, newPinAgain: pin });
        await window.page.waitForTimeout(delay);
        await person.desk.clear();
        const done = person.page.waitForURL('**/receipt/*');
        await Promise.race([done, window.reach('請插入憑證IC卡', 'Insert your card').catch(() => done)]);
        await person.desk.putAlone(card.id);
        await done;
        await person.reach('PIN碼已重設', 'The PIN was reset');
      }
    });
    assert.deepEqual(complaints, []);
  });

  it('two windows for one card: the older is told, the newer finishes', async () => {
    const pin = 'Newer-pi';
    const send = { userCode, newPin: pin, newPinAgain: pin };
    const complaints = await as('zh-TW', async (older) => {
      await older.desk.putAlone(card.id);
      await detectCard(older, 'unlock', card.cardNumber);
      const first = await openSecrets(older);
      const others = await as('en', async (newer) => {
        await detectCard(newer, 'unlock', card.cardNumber);
        const second = await openSecrets(newer);
        await first.send(send);
        await older.read('同一張卡片已在另一個視窗開始新的作業。', 'A newer operation was started');
        await first.see('window-superseded');
        await second.send(send);
        await newer.reach('PIN碼已重設', 'The PIN was reset');
      });
      assert.deepEqual(others, []);
    });
    assert.deepEqual(complaints, []);
  });

  it('the user code wrong three times is locked, and the way out is named', async () => {
    assert.deepEqual(await as('en', (person) => lockCode(person, card)), []);
  });

  it('nothing of what was typed, right or wrong, is in any log or file', () => {
    const pulled = [0, 1, 2, 3].map((index) => `Pulled-${index}`);
    const wrong = [1, 2, 3].map((index) => `wrong-${index}`);
    const typed = [userCode, firm.pin, ...pulled, ...wrong, 'Newer-pi', 'Never-it'];
    const secrets = typed.map((text) => ({ of: text, text }));
    assert.deepEqual(findSecrets(stage.house.folder, secrets), []);
  });
});
