import { pino } from 'pino';
import { agentEnvironment } from '../environment.ts';
import { serveAgent, untilStopped } from '../serve.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { openDeskOf, type Visit } from './visit.ts';

/** `serve`: the agent, until it is told to stop; with the desk where `--desk` names one. */
export async function serveHere(visit: Visit): Promise<Outcome> {
  const { shell, common, words } = visit;
  const environment = {
    ...agentEnvironment.parse(shell.environment),
    KAIKA_AGENT_FOLDER: common.folder,
  };
  const log = pino({ level: environment.KAIKA_AGENT_LOG });
  const desk = await openDeskOf(visit);
  await using cards = desk ?? shell.openReaders();
  await using agent = await serveAgent(environment, { cards, desk, home: shell.home }, log);
  if (agent === null) throw new UsageError(words.portTaken);
  await untilStopped();
  return { data: { url: agent.url }, lines: [] };
}
