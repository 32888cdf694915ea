import { type Language, parseLanguage } from '@kaika/look/language';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import { CommanderError } from 'commander';
import { problemOf } from '../conversation/halt.ts';
import { exitCodeOf, type Outcome, UsageError } from './outcome.ts';
import { type Plan, programOf } from './program.ts';
import type { Shell } from './shell.ts';
import { commandWords } from './words.ts';

/**
 * Runs one command line (without the program's own name) and answers its exit code: 0 done, 1 a defect, 2 a wrong use, otherwise the kind of the
 * problem (outcome.ts). Results go to standard output, problems and prompts to standard error; with `--json` both are one JSON object.
 */
export async function runCommand(shell: Shell, line: readonly string[]): Promise<number> {
  const language = languageOf(shell, line);
  const words = commandWords(language);
  const planned: Plan[] = [];
  try {
    programOf(shell, words, (plan) => void planned.push(plan)).parse([...line], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const [plan] = planned;
  if (plan === undefined) return 2;
  const common = { ...plan.common, language };
  try {
    const outcome = await plan.deed({ shell, common, words });
    return tell(shell, { outcome, language, json: common.json });
  } catch (error) {
    if (error instanceof UsageError) {
      if (common.json) shell.print(`${JSON.stringify({ ok: false, usage: error.message })}\n`);
      else shell.warn(`${error.message}\n`);
      return 2;
    }
    const problem = problemOf(error);
    if (problem === null) throw error;
    return tell(shell, { outcome: { data: {}, lines: [], problem }, language, json: common.json });
  }
}

type Told = { readonly outcome: Outcome; readonly language: Language; readonly json: boolean };

function tell(shell: Shell, { outcome, language, json }: Told): number {
  const { data, lines, problem } = outcome;
  if (json) {
    const said = problem ? { problem: saidOf(problem, language) } : {};
    shell.print(`${JSON.stringify({ ok: !problem, ...data, ...said }, null, 2)}\n`);
  } else {
    for (const one of lines) shell.print(`${one}\n`);
    if (problem) shell.warn(`${sentencesOf(problem, language).join(' ')} (${problem.code})\n`);
  }
  return problem ? exitCodeOf(problem) : 0;
}

function saidOf(problem: Problem, language: Language) {
  const [what, remedy] = sentencesOf(problem, language);
  return { ...problem, what, remedy };
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
