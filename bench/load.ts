import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a server did under load: answers per second of its own processor time, and on the clock; 99 % came within. */
export type Load = { readonly perCpuSecond: number; readonly perSecond: number; readonly p99Ms: number };

export type Target = {
  readonly port: number;
  /** Process whose time counts. */
  readonly pid: number;
  readonly path: string;
  /** File of requests, hexadecimal, one a line. */
  readonly requests: string;
};

const connections = 64;
/** Of the kernel's clock, in which it counts processor time. */
const ticksPerSecond = 100;

/** Sends requests with wrk from one thread for some seconds. Throws where an answer was an error. */
export async function loadOf({ port, pid, path, requests }: Target, seconds: number): Promise<Load> {
  const before = cpuTicks(pid);
  const script = join(import.meta.dirname, 'load.lua');
  const { stdout } = await promisify(execFile)(
    'wrk',
    ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, `http://127.0.0.1:${port}${path}`],
    { env: { ...process.env, KAIKA_REQUESTS: requests } },
  );
  const cpuSeconds = (cpuTicks(pid) - before) / ticksPerSecond;
  const [, count = 0, microseconds = 0, p99 = 0, failed = 0] = (
    /RESULT (\d+) (\d+) (\d+) (\d+)/.exec(stdout) ?? []
  ).map(Number);
  if (count === 0 || failed > 0) throw new Error(`${failed} of ${count} requests failed:\n${stdout}`);
  return { perCpuSecond: count / cpuSeconds, perSecond: (count / microseconds) * 1e6, p99Ms: p99 / 1000 };
}

/** User and system time of a process and all its threads. */
export function cpuTicks(pid: number): number {
  const [, rest = ''] = /\)(.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const fields = rest.trim().split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Resident memory of a process, in megabytes. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
