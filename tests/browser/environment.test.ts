import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { beginCheck, line, openCheck, read, recheck } from './environment.ts';
import { openPerson, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

describe('環境檢測, the environment check', { skip, timeout: 300_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  const as = async (language: 'zh-TW' | 'en', act: (person: Person) => Promise<void>) => {
    const width = language === 'en' ? 390 : 1280;
    await using person = await openPerson(stage.browser, {
      ...stage,
      language,
      width,
      look: assertAccessible,
    });
    await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
    await act(person);
    return person.complaints;
  };

  it('all is well, and the report can be copied and tells nothing of the holder', async () => {
    for (const language of ['zh-TW', 'en'] as const) {
      const complaints = await as(language, async (person) => {
        await openCheck(person);
        await person.see('check-before');
        await beginCheck(person);
        await person.read('檢測完成，您的電腦可以使用憑證IC卡。', 'All is well');
        for (const key of [
          'popup',
          'agent',
          'version',
          'trust',
          'permission',
          'service',
          'reader',
          'card',
          'clock',
        ])
          assert.equal(await line(person, key).getAttribute('class'), 'is-done', key);
        await person.see('check-well');
        await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
        await person.press('複製報告', 'Copy the report');
        await person.read('已複製', 'Copied');
        const report = await person.page.evaluate(() => navigator.clipboard.readText());
        assert.match(report, /✓ .+: 0\.1\.0/);
        assert.doesNotMatch(report, /XC\d|會計師|✗/);
      });
      assert.deepEqual(complaints, []);
    }
  });

  it('a missing card is cured on its own line, without a reload', async () => {
    const complaints = await as('en', async (person) => {
      await person.desk.clear();
      await openCheck(person);
      await beginCheck(person);
      await read(person, 'card', '讀卡機中沒有卡片。', 'There is no card in the reader.');
      await line(person, 'card').locator('img.picture').waitFor();
      await person.see('check-card');
      await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
      await recheck(person, 'card');
      await line(person, 'card').and(person.page.locator('.is-done')).waitFor();
      await person.read('檢測完成，您的電腦可以使用憑證IC卡。', 'All is well');
    });
    assert.deepEqual(complaints, []);
  });

  it('a blocked pop-up shows this browser’s steps first, the others fold; all else is still told', async () => {
    const complaints = await as('zh-TW', async (person) => {
      await openCheck(person);
      await person.page.evaluate(() => {
        window.open = () => null;
      });
      await person.press('開始檢測', 'Check');
      await read(person, 'popup', '瀏覽器封鎖了彈出式視窗。', 'The browser blocked the pop-up window.');
      const steps = line(person, 'popup').locator('details');
      assert.deepEqual(
        await steps.evaluateAll((all) => all.map((one) => [one.dataset.browser, one.hasAttribute('open')])),
        [
          ['chrome', true],
          ['edge', false],
          ['firefox', false],
          ['safari', false],
        ],
      );
      const picture = steps.locator('img').first();
      await picture.scrollIntoViewIfNeeded();
      await person.page.waitForFunction(
        () => document.querySelector<HTMLImageElement>('img.picture')?.complete,
      );
      const drawn = await picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
      assert.equal(drawn, 480);
      await line(person, 'card').and(person.page.locator('.is-done')).waitFor();
      await person.see('check-popup');
    });
    assert.deepEqual(complaints, []);
  });

  it('no agent, an old one, a wrong clock, a denied permission: each on its line', async () => {
    const { agent } = stage.house.origins;
    await as('zh-TW', async (person) => {
      await person.context.route(`${agent}/**`, (route) => route.abort('connectionrefused'));
      await openCheck(person);
      await beginCheck(person);
      await read(person, 'agent', '找不到跨瀏覽器元件。', 'The card agent was not found.');
      await read(person, 'card', '請先處理上面的項目', 'See to the lines above first');
      await person.context.unroute(`${agent}/**`);
    });
    const complaints = await as('en', async (person) => {
      const { context, page } = person;
      await context.addInitScript(() => {
        navigator.permissions.query = () => Promise.resolve({ state: 'denied' } as PermissionStatus); // all that is read
      });
      await context.route('**/check*', async (route) => {
        const response = await person.house.fetch(route.request().url(), {
          headers: route.request().headers(),
        });
        const body = (await response.text()).replace(/data-oldest="[^"]+"/, 'data-oldest="9"');
        await route.fulfill({ status: 200, headers: Object.fromEntries(response.headers), body });
      });
      await page.clock.setSystemTime(new Date(Date.now() + 3_600_000));
      await openCheck(person);
      await beginCheck(person);
      await read(person, 'version', '跨瀏覽器元件的版本過舊。', 'The card agent is too old.');
      await read(person, 'clock', '電腦的日期或時間不正確。', 'The clock of this computer is wrong.');
      await read(person, 'permission', '瀏覽器未允許', 'The browser did not allow this site');
      await person.read('Lines that need attention: 3', 'Lines that need attention: 3');
      await person.see('check-three');
      await page.clock.setSystemTime(new Date());
      await recheck(person, 'clock');
      await line(person, 'clock').and(page.locator('.is-done')).waitFor();
    });
    assert.deepEqual(complaints, []);
  });

  it('a phone is told that it has no reader', async () => {
    const context = await stage.browser.newContext({
      viewport: { width: 390, height: 844 },
      userAgent:
        'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36',
    });
    const page = await context.newPage();
    await page.goto(`${stage.house.origins.authority}/check?lang=en`);
    await page.getByText('A phone or a tablet has no card reader.').waitFor();
    assert.equal(await page.locator('#begin').isVisible(), false);
    await assertAccessible(page, 'check-phone');
    await context.close();
  });
});
