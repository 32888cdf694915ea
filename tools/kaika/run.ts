import { type Language, parseLanguage } from '@kaika/look/language';
import { CommanderError } from 'commander';
import { exits, type Outcome, Refused } from './outcome.ts';
import { type Deed, programOf } from './program.ts';
import type { Shell } from './shell.ts';

/**
 * Runs one command line (without the program's own name) and answers its exit code (outcome.ts). Results go to standard output,
 * problems to standard error; with `--json` both are one JSON object on standard output.
 */
export async function runKaika(shell: Shell, line: readonly string[]): Promise<number> {
  const language = languageOf(shell, line);
  const asked: Deed[] = [];
  // `--json` is understood wherever it stands; what follows `--` is a file's name.
  const json = line.slice(0, line.includes('--') ? line.indexOf('--') : undefined).includes('--json');
  try {
    programOf(shell, language, (deed) => void asked.push(deed)).parse([...line], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.use;
    throw error;
  }
  const [deed] = asked;
  if (deed === undefined) return exits.use;
  try {
    return tell(shell, await deed(), json);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, sentence } = error;
    const message = language === 'en' ? sentence.en : sentence.zh;
    if (json) shell.print(`${JSON.stringify({ ok: false, code, message }, null, 2)}\n`);
    else shell.warn(`${message} (${code})\n`);
    return exits.refused;
  }
}

function tell(shell: Shell, { data, lines, exit = exits.done }: Outcome, json: boolean): number {
  if (json) shell.print(`${JSON.stringify({ ok: exit === exits.done, ...data }, null, 2)}\n`);
  else for (const one of lines) shell.print(`${one}\n`);
  return exit;
}

/** `--lang`, else English where the locale says English or has no Chinese characters, else zh-TW. */
function languageOf({ environment }: Shell, line: readonly string[]): Language {
  const at = line.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = line[at]?.includes('=') ? line[at]?.slice(7) : line[at + 1];
  const chosen = at < 0 ? undefined : parseLanguage(named);
  if (chosen !== undefined) return chosen;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^(en|C$|POSIX$)/.test(locale) ? 'en' : 'zh-TW';
}
