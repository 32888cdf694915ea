import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { type BrowserContext, chromium } from 'playwright-core';
import { startHouse } from '../house/house.ts';
import { findPort } from '../house/port.ts';
import { openDesk } from '../tour/desk.ts';
import { officePlates, type Plate, publicPlates } from './album.ts';
import { type Camera, openCamera } from './camera.ts';
import { apply, signIn } from './walk.ts';

/**
 * `npm run screenshots [folder]`: starts a house of its own, walks through it in both languages at phone and desktop
 * width, keeps a picture of every page (`tmp/screenshots`), and names what axe or a sideways scroll bar finds.
 */
const camera = openCamera(resolve(process.argv[2] ?? 'tmp/screenshots'));
const data = mkdtempSync(join(tmpdir(), 'kaika-screenshots-'));
try {
  await using house = await startHouse({
    folder: data,
    port: await findPort(),
    agentPort: await findPort(),
    legacyPort: null,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  const executablePath = process.env.KAIKA_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const language of ['zh-TW', 'en']) {
    for (const width of [390, 1280]) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: language,
        bypassCSP: true,
      });
      await walk(context, house, camera);
      await context.close();
      console.log(`${language}, ${width} px: done`);
    }
  }
  await browser.close();
} finally {
  rmSync(data, { recursive: true, force: true });
}
for (const { shot, what } of camera.findings) console.error(`${shot}: ${what}`);
process.exitCode = camera.findings.length === 0 ? 0 : 1;

type House = Pick<Awaited<ReturnType<typeof startHouse>>, 'origins' | 'fetch'>;

async function walk(context: BrowserContext, { origins, fetch }: House, { shoot }: Camera): Promise<void> {
  const page = await context.newPage();
  const take = async (plates: readonly Plate[]) => {
    for (const { name, url } of plates) {
      await page.goto(url);
      await shoot(page, name);
    }
  };
  await take(publicPlates(origins));
  const application = await apply(page, origins.authority, (name) => shoot(page, name));
  const desk = openDesk(origins.agent, fetch);
  const person = (await desk.people()).find(({ role }) => role.startsWith('初審'));
  if (!person) throw new Error('the demonstration has no first reviewer');
  await desk.insert(person.role);
  const { authority } = origins;
  await signIn(context, page, { authority, person, shoot: (window) => shoot(window, 'agent-window-pin') });
  await take(officePlates(origins, { application, card: person.cardNumber }));
}
