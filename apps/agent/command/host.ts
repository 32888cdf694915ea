import { extensionId } from '@kaika/wire/extension';
import { pino } from 'pino';
import { openContext } from '../context.ts';
import { agentEnvironment } from '../environment.ts';
import { runHost } from '../host/host.ts';
import { addManifest, callerOf, manifestFiles, removeManifest } from '../host/manifest.ts';
import { readPolicy } from '../policyfile.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { openService, type Visit } from './visit.ts';

/**
 * `host`: a conversation with the browser's extension over standard input and output, until it closes them. Browsers start the program with the
 * extension's address as its first argument; any other caller is refused.
 */
export async function hostHere(visit: Visit, caller: string): Promise<Outcome> {
  const { shell, common, words } = visit;
  if (caller !== callerOf(extensionId)) throw new UsageError(words.badCaller);
  const environment = agentEnvironment.parse(shell.environment);
  // Standard output belongs to the frames.
  const log = pino({ level: environment.KAIKA_AGENT_LOG }, pino.destination(2));
  await using cards = await openService(visit);
  const { context, settings } = await openContext({
    folder: common.folder,
    policy: await readPolicy(environment.KAIKA_AGENT_POLICY),
    cards,
    version: shell.version,
    now: shell.now,
    log,
  });
  using watched = context.cards;
  await runHost(shell.pipe, { context: { ...context, cards: watched }, settings });
  return { data: {}, lines: [] };
}

/** `host --add`, `--remove`: makes the program known to this person's browsers, or takes it back. */
export async function registerHost(visit: Visit, remove: boolean): Promise<Outcome> {
  const { shell, words } = visit;
  const files = manifestFiles(shell.home, process.platform);
  if (files.length === 0) throw new UsageError(words.noHostFolder);
  const done = remove ? await removeManifest(files) : await addManifest(files, shell.program);
  return { data: { files: done }, lines: [remove ? words.hostRemoved : words.hostAdded, ...done] };
}
