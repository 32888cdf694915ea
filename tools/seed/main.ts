import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { z } from 'zod';
import { startHouse } from '../house/house.ts';
import { RealCards, seedCards, seedCode } from './seed.ts';

/**
 * `node --import tsx tools/seed/main.ts --cards 10000`: fills the house of `KAIKA_DATA` (or the PostgreSQL database of `DATABASE_URL`)
 * with made-up cards of made-up organisations. Refuses a database that holds cards of anybody else. The house must not be running.
 */
const { values } = parseArgs({ options: { cards: { type: 'string', default: '10000' } } });

const port = z.coerce.number().int().min(1).max(65_535);
/** The same as `npm start`, whose addresses stand in the certificates. */
const settings = z
  .object({
    KAIKA_DATA: z.string().min(1).default('data'),
    KAIKA_PORT: port.default(8080),
    KAIKA_AGENT_PORT: port.default(61170),
    DATABASE_URL: z.url().optional(),
  })
  .parse(process.env);
const count = z.coerce.number().int().min(1).max(1_000_000).parse(values.cards);

try {
  await run();
} catch (error) {
  if (!(error instanceof RealCards)) throw error;
  console.error(`Nothing was added: ${error.message}.`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const folder = resolve(settings.KAIKA_DATA);
  const started = Date.now();
  await using house = await startHouse({
    folder,
    port: settings.KAIKA_PORT,
    agentPort: settings.KAIKA_AGENT_PORT,
    legacyPort: null,
    databaseUrl: settings.DATABASE_URL,
    now: () => new Date(),
    log: pino(
      { level: 'warn' },
      pino.destination({ dest: join(folder, 'seed.log'), mkdir: true, mode: 0o600 }),
    ),
  });
  await seedCards(house.authority.context, count, (done) => {
    if (done % 1000 === 0 || done === count) console.log(`${done} of ${count} cards`);
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(
    `Done in ${seconds} s. The user code of every card is ${seedCode}. Start the house with npm start.`,
  );
}
