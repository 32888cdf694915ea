import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { startAgent } from './app.ts';
import { listenLoopback } from './listen.ts';
import { parsePolicy } from './policyfile.ts';
import { openPcsc } from './reader/pcsc.ts';

const environment = z
  .object({
    KAIKA_AGENT_FOLDER: z.string().default(join(homedir(), '.local', 'share', 'kaika-agent')),
    KAIKA_AGENT_PORT: z.coerce.number().int().min(1).max(65535).default(61170),
    /** Of the old component's wire; 0 leaves it alone. */
    KAIKA_AGENT_LEGACY_PORT: z.coerce.number().int().min(0).max(65535).default(61161),
    /** JSON file: authorities and sites (policyfile.ts). */
    KAIKA_AGENT_POLICY: z.string().default('/etc/kaika/agent-policy.json'),
    KAIKA_AGENT_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .parse(process.env);

const log = pino({ level: environment.KAIKA_AGENT_LOG });
await using cards = openPcsc();

// The ports are taken before the agent starts: it has to know which of them are its own.
let answer: ((request: Request, env?: unknown) => Response | Promise<Response>) | null = null;
const fetch = (request: Request, env?: unknown) =>
  answer?.(request, env) ?? new Response(null, { status: 503, headers: { 'retry-after': '1' } });
await using own = await listenLoopback(fetch, environment.KAIKA_AGENT_PORT);
if (own === null) {
  log.fatal({ port: environment.KAIKA_AGENT_PORT }, 'another program has the port');
  process.exit(1);
}
const wantsLegacy = environment.KAIKA_AGENT_LEGACY_PORT !== 0;
await using legacy = wantsLegacy ? await listenLoopback(fetch, environment.KAIKA_AGENT_LEGACY_PORT) : null;
if (wantsLegacy && legacy === null)
  log.warn('the port of the old component is taken; pages for it are not served');

await using agent = await startAgent({
  folder: environment.KAIKA_AGENT_FOLDER,
  port: own.port,
  legacyPort: legacy?.port ?? null,
  policy: await readPolicy(environment.KAIKA_AGENT_POLICY),
  cards,
  desk: null,
  version: '0.1.0',
  now: () => new Date(),
  log,
});
answer = agent.fetch;
log.info({ url: `http://localhost:${own.port}/`, legacyPort: legacy?.port ?? null }, 'agent started');

await new Promise((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});

async function readPolicy(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return parsePolicy(text);
}
