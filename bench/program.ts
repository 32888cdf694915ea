import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Which of the programs is not installed, as the reason of a skip; undefined where all are. */
export function without(...programs: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  const missing = programs.filter((name) => !folders.some((folder) => existsSync(`${folder}/${name}`)));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(' ')}`;
}

/** A program of this folder that says one line of JSON when it is ready, and runs until it is disposed of. */
export type Server = AsyncDisposable & { readonly pid: number; readonly said: unknown };

/** Starts a TypeScript program by its path. Throws where it ends before it is ready. */
export async function startServer(program: string, args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {}); // from now on it may end
  return {
    pid: child.pid ?? 0,
    said: JSON.parse(String(line)),
    [Symbol.asyncDispose]: () => stop(child),
  };
}

/** Ends a program and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
