import { execFileSync } from 'node:child_process';

/** Runs a program and answers its output; throws with what it said where it fails. */
export function run(program: string, args: readonly string[], folder?: string): string {
  return execFileSync(program, [...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
    ...(folder === undefined ? {} : { cwd: folder }),
  });
}

/** Whether the machine has a program. */
export function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
