import { parseLanguage } from '@kaika/look/language';
import { Command, Option } from 'commander';
import { agentEnvironment } from '../environment.ts';
import { listCards } from './cards.ts';
import { changePinOf } from './changepin.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { registerCards } from './register.ts';
import { runSelfTest } from './selftest.ts';
import type { Shell } from './shell.ts';
import { signFile } from './sign.ts';
import { tellStatus } from './status.ts';
import { changeTrust } from './trust.ts';
import { tellUpdate } from './update.ts';
import type { Common, Visit } from './visit.ts';
import type { CommandWords } from './words.ts';

/** What a parsed command line asks for. */
export type Deed = (visit: Visit) => Promise<Outcome>;

export type Plan = { readonly common: Common; readonly deed: Deed };

/** The commands with their help. `plan` is told what to do; nothing is done while parsing. Throws `CommanderError`. */
export function programOf(shell: Shell, words: CommandWords, plan: (plan: Plan) => void): Command {
  const program = frameOf(shell, words);
  const { KAIKA_AGENT_PORT: port, KAIKA_AGENT_POLICY: policy } = agentEnvironment.parse(shell.environment);
  const does = (deed: Deed) => plan({ common: commonOf(program, shell), deed });
  program
    .command('status')
    .description(words.status)
    .action(() => does((visit) => tellStatus(visit, port)));
  program
    .command('cards')
    .description(words.cards)
    .action(() => does(listCards));
  withCard(program.command('change-pin').description(words.changePin), words).action((options: CardOptions) =>
    does((visit) => changePinOf(visit, { reader: options.reader, pinFd: numberOf(options, words) })),
  );
  program
    .command('register')
    .description(words.register)
    .option('--remove', words.unregister)
    .action((options: { remove?: boolean }) =>
      does((visit) => registerCards(visit, options.remove ?? false)),
    );
  program
    .command('selftest')
    .description(words.selftest)
    .action(() => does(runSelfTest));
  addSign(program, words, does);
  addTrust(program, words, (change) => does((visit) => changeTrust(visit, change, policy)));
  program
    .command('serve')
    .description(words.serve)
    // The server is most of the program: the other commands start without it.
    .action(() => does(async (visit) => (await import('./serve.ts')).serveHere(visit)));
  program
    .command('update')
    .description(words.update)
    .action(() => does((visit) => tellUpdate(visit, policy)));
  addHost(program, words, does);
  return program;
}

type CardOptions = { reader?: string; pinFd?: string };
type SignTyped = CardOptions & { out?: string; raw?: boolean };

function frameOf(shell: Shell, words: CommandWords): Command {
  const titles: Readonly<Record<string, string>> = words.titles;
  const program = new Command('kaika-agent')
    .description(words.about)
    .exitOverride()
    .configureOutput({ writeOut: shell.print, writeErr: shell.warn })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, helpWidth: 100 })
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .version(shell.version, '-V, --version', words.versionOption)
    .option('--json', words.json)
    .addOption(new Option('--lang <language>', words.lang).choices(['zh-TW', 'en']))
    .option('--desk <folder>', words.desk)
    .option('--folder <folder>', words.folder)
    .addHelpText('after', `\n${words.examples}\n\n${words.exits}`);
  return program;
}

function addSign(program: Command, words: CommandWords, does: (deed: Deed) => void): void {
  withCard(program.command('sign').description(words.sign), words)
    .argument('<file>', words.signFile)
    .option('--out <file>', words.signOut)
    .option('--raw', words.signRaw)
    .action((file: string, options: SignTyped) =>
      does((visit) =>
        signFile(visit, file, {
          reader: options.reader,
          pinFd: numberOf(options, words),
          out: options.out,
          raw: options.raw ?? false,
        }),
      ),
    );
}

function addHost(program: Command, words: CommandWords, does: (deed: Deed) => void): void {
  program
    .command('host')
    .description(words.host)
    .argument('[caller]', words.hostCaller)
    .option('--add', words.hostAdd)
    .option('--remove', words.hostRemove)
    .action((caller: string | undefined, options: { add?: boolean; remove?: boolean }) =>
      does(async (visit) => {
        const { hostHere, registerHost } = await import('./host.ts');
        if (options.add || options.remove) return registerHost(visit, options.remove ?? false);
        return hostHere(visit, caller ?? '');
      }),
    );
}

function addTrust(
  program: Command,
  words: CommandWords,
  does: (change: { readonly add?: string; readonly remove?: string }) => void,
): void {
  const trust = program
    .command('trust')
    .description(words.trust)
    .helpCommand(false)
    .action(() => does({}));
  trust
    .command('add')
    .description(words.trustAdd)
    .argument('<site>', words.trustSite)
    .action((site: string) => does({ add: site }));
  trust
    .command('remove')
    .description(words.trustRemove)
    .argument('<site>', words.trustSite)
    .action((site: string) => does({ remove: site }));
}

function withCard(command: Command, words: CommandWords): Command {
  return command.option('--reader <name>', words.reader).option('--pin-fd <number>', words.pinFd);
}

function numberOf({ pinFd }: CardOptions, words: CommandWords): number | null {
  if (pinFd === undefined) return null;
  if (!/^\d{1,4}$/.test(pinFd)) throw new UsageError(words.badNumber);
  return Number(pinFd);
}

function commonOf(program: Command, { environment }: Shell): Common {
  const { json, lang, desk, folder } = program.opts<{
    json?: boolean;
    lang?: string;
    desk?: string;
    folder?: string;
  }>();
  return {
    json: json ?? false,
    desk: desk ?? null,
    folder: folder ?? agentEnvironment.parse(environment).KAIKA_AGENT_FOLDER,
    language: parseLanguage(lang) ?? 'zh-TW',
  };
}
