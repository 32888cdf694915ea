import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type House, startHouse } from '../../tools/house/house.ts';
import { findPort } from '../../tools/house/port.ts';

/** A whole house on free ports with a folder of its own, which goes with it. */
export type TestHouse = House & { readonly folder: string };

/** Starts one; on PostgreSQL where a `databaseUrl` is handed in. Its log is a file in its folder, at the chattiest level. */
export async function openHouse(options: { readonly databaseUrl?: string } = {}): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-house-'));
  const log = pino({ level: 'trace' }, pino.destination({ dest: join(folder, 'house.log'), sync: true }));
  const house = await startHouse({
    folder: join(folder, 'data'),
    port: await findPort(),
    agentPort: await findPort(),
    legacyPort: null,
    guest: {
      id: 'example',
      secret: 'example-secret-for-the-demonstration',
      redirectUri: 'http://localhost:9090/callback',
    },
    now: () => new Date(),
    log,
    ...options,
  });
  return {
    ...house,
    folder,
    [Symbol.asyncDispose]: async () => {
      await house[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The files below a folder in which one of the secrets stands, but for what may hold them: the virtual cards themselves. */
export function filesWith(folder: string, secrets: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, 'data', 'desk')))
    .filter((path) => {
      const text = readFileSync(path, 'latin1');
      return secrets.some((secret) => text.includes(secret));
    });
}
