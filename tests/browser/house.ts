import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type House, type HouseOptions, startHouse } from '../../tools/house/house.ts';
import { findPort } from '../../tools/house/port.ts';
import { copyHouse, type Ports, takeTemplate } from './template.ts';

/** The whole house on free ports with a data folder of its own, which goes with it. */
export type TestHouse = House & { readonly folder: string };

/** What may be otherwise: the store, and a site of somebody else's that the login service knows. */
type Wish = Pick<HouseOptions, 'databaseUrl' | 'guest'>;

/**
 * Starts it as `npm start` does, with virtual cards on the desk. Its log is kept at the finest level and without redaction, in
 * the data folder: whatever an app would log is there to be searched. `KAIKA_TEST_SHELF` names a folder where `npm test` keeps
 * houses that were started before; without it each house is built from nothing.
 */
export async function openHouse(wish: Wish = {}): Promise<TestHouse> {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'kaika-browser-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const shelf = wish.databaseUrl === undefined ? process.env.KAIKA_TEST_SHELF : undefined;
  const template = shelf === undefined ? undefined : stack.use(await takeTemplate(shelf, build));
  if (template !== undefined) copyHouse(template.folder, folder);
  const house = stack.use(await start(folder, { ...wish, ...(template ?? (await freePorts())) }));
  const opened = stack.move();
  return { ...house, folder, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function freePorts(): Promise<Ports> {
  return { port: await findPort(), agentPort: await findPort() };
}

/** Starts a house for the first time and stops it. */
async function build(folder: string, ports: Ports): Promise<void> {
  const house = await start(folder, ports);
  await house[Symbol.asyncDispose]();
}

async function start(folder: string, { port, agentPort, databaseUrl, guest }: Ports & Wish): Promise<House> {
  const destination = pino.destination({ dest: join(folder, 'log', 'house.log'), mkdir: true, sync: true });
  const log = pino({ level: 'trace' }, destination);
  const places = { folder, port, agentPort, legacyPort: null, databaseUrl, guest };
  const house = await startHouse({ ...places, now: () => new Date(), log });
  return {
    ...house,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      destination.end();
    },
  };
}
