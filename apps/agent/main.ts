import { homedir } from 'node:os';
import { pino } from 'pino';
import { agentEnvironment } from './environment.ts';
import { openPcsc } from './reader/pcsc.ts';
import { serveAgent, untilStopped } from './serve.ts';

const environment = agentEnvironment.parse(process.env);
const log = pino({ level: environment.KAIKA_AGENT_LOG });
await using cards = openPcsc();
await using agent = await serveAgent(environment, { cards, desk: null, home: homedir() }, log);
if (agent === null) {
  log.fatal({ port: environment.KAIKA_AGENT_PORT }, 'another program has the port');
  process.exit(1);
}
await untilStopped();
