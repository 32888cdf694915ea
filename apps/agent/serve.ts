import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { startAgent } from './app.ts';
import { type AgentEnvironment, agentVersion } from './environment.ts';
import { listenLoopback } from './listen.ts';
import { isAdmitted, peerUser } from './peer.ts';
import { readPolicy } from './policyfile.ts';
import type { CardService } from './reader/cardservice.ts';
import type { Desk } from './reader/desk.ts';
import { openRest } from './reader/rest.ts';
import { openRegistration } from './register/system.ts';

/** Serves the agent on both of its ports until disposed; null where another program has its own port. `cards` stays the caller's. */
export async function serveAgent(
  environment: AgentEnvironment,
  source: { readonly cards: CardService; readonly desk: Desk | null; readonly home: string },
  log: Logger,
): Promise<(AsyncDisposable & { readonly url: string }) | null> {
  await using stack = new AsyncDisposableStack();
  // The ports are taken before the agent starts: it has to know which of them are its own.
  let answer: ((request: Request, env?: unknown) => Response | Promise<Response>) | null = null;
  // Virtual cards come with a house around them, whose memory is not ours to tidy.
  const rest = source.desk === null ? stack.use(openRest()) : null;
  const fetch = (request: Request, env?: unknown) => {
    rest?.touch();
    return answer?.(request, env) ?? new Response(null, { status: 503, headers: { 'retry-after': '1' } });
  };
  // Virtual cards are for whoever tries them out; a person's own card is for that person.
  const admits = (socket: Socket) => source.desk !== null || isAdmitted(peerUser(socket));
  const own = stack.use(await listenLoopback(fetch, environment.KAIKA_AGENT_PORT, admits));
  if (own === null) return null;
  const wantsLegacy = environment.KAIKA_AGENT_LEGACY_PORT !== 0;
  const legacy = wantsLegacy
    ? stack.use(await listenLoopback(fetch, environment.KAIKA_AGENT_LEGACY_PORT, admits))
    : null;
  if (wantsLegacy && legacy === null)
    log.warn('the port of the old component is taken; pages for it are not served');

  const { cards, desk, home } = source;
  const agent = await startAgent({
    folder: environment.KAIKA_AGENT_FOLDER,
    port: own.port,
    legacyPort: legacy?.port ?? null,
    policy: await readPolicy(environment.KAIKA_AGENT_POLICY),
    cards,
    desk,
    registration: openRegistration(home, environment.KAIKA_AGENT_FOLDER),
    version: agentVersion,
    now: () => new Date(),
    log,
  });
  answer = stack.use(agent).fetch;
  const url = `http://localhost:${own.port}/`;
  log.info({ url, legacyPort: legacy?.port ?? null }, 'agent started');
  const whole = stack.move();
  return { url, [Symbol.asyncDispose]: () => whole[Symbol.asyncDispose]() };
}

/** How long closing may take once the process was told to stop. */
const closingMs = 10_000;

/** Resolves when the process is told to stop. Where a card never answers, Node would wait for that call even at its end: it is killed then. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), closingMs).unref();
}
