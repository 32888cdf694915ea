import { spawnSync } from 'node:child_process';

/** What a program took: processor time of it and its children, its clock on the wall, what it printed. */
export type Cost = { readonly cpuMs: number; readonly wallMs: number; readonly stdout: string };

/** Runs a program to its end. Throws where it fails. */
export function costOf(command: readonly string[], cwd: string): Cost {
  const started = performance.now();
  // `times` is the shell's own account of the programs it ran (POSIX): its last line is theirs.
  const done = spawnSync('sh', ['-c', '"$@" && times >&2', 'sh', ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const wallMs = performance.now() - started;
  if (done.status !== 0) throw new Error(`${command[0]} failed: ${done.stderr.slice(-400)}`);
  const [user = '', system = ''] = (done.stderr.trimEnd().split('\n').at(-1) ?? '').split(' ');
  return { cpuMs: milliseconds(user) + milliseconds(system), wallMs, stdout: done.stdout };
}

/** `1m2.345s` */
function milliseconds(text: string): number {
  const [, minutes = '', seconds = ''] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}
