import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noScore, type Score } from './score.ts';

/** Test files that run together in one process. */
export type Batch = {
  /** How it is called in the output. */
  readonly name: string;
  readonly files: readonly string[];
  /** After this time the process and everything it started are killed, which is a failure. */
  readonly timeoutSeconds: number;
};

export type Outcome = { readonly score: Score; readonly seconds: number; readonly output: string };

const reporter = fileURLToPath(new URL('./score.ts', import.meta.url));

/**
 * Runs a batch in a process of its own, at the head of a process group: a test that hangs, in native code or in a program it started, takes
 * nothing with it but its own batch. `folder` is where the score is written.
 */
export async function runBatch(batch: Batch, folder: string): Promise<Outcome> {
  const started = performance.now();
  const path = join(folder, `${batch.name.replaceAll('/', '-')}.json`);
  const child = spawn(process.execPath, argumentsOf(batch, path), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  let last = '';
  const timer = setTimeout(() => {
    last = `✖ ${batch.name} was killed after ${batch.timeoutSeconds} s; then there were\n${listGroup(child.pid)}`;
    kill(child.pid);
  }, batch.timeoutSeconds * 1000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  kill(child.pid);
  const score = judge(readScore(path), code);
  const output = Buffer.concat(chunks).toString('utf8') + last;
  return { score, seconds: (performance.now() - started) / 1000, output };
}

function argumentsOf({ files }: Batch, path: string): readonly string[] {
  return [
    ...['--import', 'tsx', '--test', '--test-isolation=none'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${path}`],
    ...files,
  ];
}

/** What is left of the group when its head has gone is killed too. */
function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/** The processes of a group, with what each waits for in the kernel. */
function listGroup(pid: number | undefined): string {
  return spawnSync('ps', ['-o', 'pid,stat,wchan:24,etime,args', '-g', String(pid)], { encoding: 'utf8' })
    .stdout;
}

/** A batch that did not say what came of it, said it but ended otherwise, or held no test at all, has failed. */
function judge(score: Score, code: number | null): Score {
  const none = score.passed + score.failed + score.skipped === 0;
  const silent = code !== 0 && score.failed === 0;
  return none || silent ? { ...score, failed: score.failed + 1 } : score;
}

function readScore(path: string): Score {
  try {
    return JSON.parse(readFileSync(path, 'utf8')); // written by the reporter beside
  } catch {
    return noScore;
  }
}
