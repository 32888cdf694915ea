import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openPcsc } from '@kaika/agent/reader/pcsc';
import { pino } from 'pino';
import { greet } from './greeting.ts';
import { startHouse } from './house.ts';

const environment = process.env;
const folder = resolve(environment.KAIKA_DATA ?? 'data');
mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 });
const log = pino(
  { level: environment.KAIKA_LOG ?? 'info', redact: ['pin', 'userCode', '*.pin', '*.userCode', '*.puk'] },
  pino.destination({ dest: join(folder, 'log', 'house.log'), mode: 0o600, mkdir: true }),
);

console.log('kaika 開卡: starting …');
await using readers = environment.KAIKA_READERS === 'yes' ? openPcsc() : undefined;
const house = await startHouse({
  folder,
  port: Number(environment.KAIKA_PORT ?? 8080),
  agentPort: Number(environment.KAIKA_AGENT_PORT ?? 61170),
  legacyPort: environment.KAIKA_LEGACY_PORT === 'no' ? null : Number(environment.KAIKA_LEGACY_PORT ?? 61161),
  databaseUrl: environment.DATABASE_URL,
  readers,
  guest: {
    id: 'example',
    secret: 'example-secret-for-the-demonstration',
    redirectUri: 'http://localhost:9090/callback',
  },
  say: (line) => console.log(line),
  now: () => new Date(),
  log,
});
console.log(greet(house, folder));
await new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
});
console.log('Stopping …');
await house[Symbol.asyncDispose]();
