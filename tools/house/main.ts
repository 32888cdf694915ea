import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openPcsc } from '@kaika/agent/reader/pcsc';
import { pino } from 'pino';
import { z } from 'zod';
import { greet } from './greeting.ts';
import { startHouse } from './house.ts';

const port = z.coerce.number().int().min(1).max(65_535);

/** The environment of `npm start`. */
const environment = z.object({
  /** Where everything is kept. */
  KAIKA_DATA: z.string().min(1).default('data'),
  KAIKA_PORT: port.default(8080),
  KAIKA_AGENT_PORT: port.default(61170),
  /** The old wire's port; `no` leaves it alone. */
  KAIKA_LEGACY_PORT: z
    .literal('no')
    .transform(() => null)
    .or(port)
    .default(61161),
  /** `yes`: the machine's own readers, beside the desk. */
  KAIKA_READERS: z.enum(['yes', 'no']).default('no'),
  KAIKA_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** PostgreSQL instead of the embedded database. */
  DATABASE_URL: z.url().optional(),
});

try {
  await run(environment.parse(process.env));
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function run(settings: z.infer<typeof environment>): Promise<void> {
  const folder = resolve(settings.KAIKA_DATA);
  mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 });
  const file = pino.destination({ dest: join(folder, 'log', 'house.log'), mode: 0o600, sync: true });
  const redact = ['pin', 'userCode', '*.pin', '*.userCode', '*.puk'];
  console.log('kaika 開卡: starting …');
  await using readers = settings.KAIKA_READERS === 'yes' ? openPcsc() : undefined;
  await using house = await startHouse({
    folder,
    port: settings.KAIKA_PORT,
    agentPort: settings.KAIKA_AGENT_PORT,
    legacyPort: settings.KAIKA_LEGACY_PORT,
    databaseUrl: settings.DATABASE_URL,
    readers,
    guest: {
      id: 'example',
      secret: 'example-secret-for-the-demonstration',
      redirectUri: 'http://localhost:9090/callback',
    },
    say: (line) => console.log(line),
    now: () => new Date(),
    log: pino({ level: settings.KAIKA_LOG, redact }, file),
  });
  console.log(greet(house, folder));
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  console.log('Stopping …');
}

/** What stopped the start, in a sentence with its remedy; a stack only for what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof z.ZodError) {
    const wrong = error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
    return `Not started: these settings are wrong: ${wrong.join(', ')}. They are explained in README.md.`;
  }
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    const used = 'port' in error ? String(error.port) : '?';
    return `Not started: port ${used} is in use. Stop what uses it, or choose others with KAIKA_PORT, KAIKA_AGENT_PORT, KAIKA_LEGACY_PORT.`;
  }
  return error.name === 'FolderInUse' ? `Not started: ${error.message}` : (error.stack ?? error.message);
}
