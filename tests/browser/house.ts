import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type House, startHouse } from '../../tools/house/house.ts';
import { findPort } from '../../tools/house/port.ts';

/** The whole house on free ports with a data folder of its own, which goes with it. */
export type TestHouse = House & { readonly folder: string };

/**
 * Starts it as `npm start` does, with virtual cards on the desk. Its log is kept at the finest level and without redaction, in
 * the data folder: whatever an app would log is there to be searched.
 */
export async function openHouse(): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-browser-'));
  const destination = pino.destination({ dest: join(folder, 'log', 'house.log'), mkdir: true, sync: true });
  const house = await startHouse({
    folder,
    port: await findPort(),
    agentPort: await findPort(),
    legacyPort: null,
    now: () => new Date(),
    log: pino({ level: 'trace' }, destination),
  });
  return {
    ...house,
    folder,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      destination.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
