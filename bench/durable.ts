import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { openCluster } from '../tools/test/postgres.ts';
import { median } from './clock.ts';
import { type Outcome, perSecond } from './figure.ts';
import { stop, without } from './program.ts';

const rounds = 5;
const roundMs = 3000;
const clients = 16;
const report = z.object({ issued: z.number(), seconds: z.number(), cpuSeconds: z.number() });

/**
 * Certificates issued to cards by the real path: proof of possession, duplicate keys, draft, lint, record, signature, check,
 * record, each step with its audit events, answered after the commit. Beside pgbench with sixteen clients, each committing one row
 * as large as a certificate, on the same server with everything flushed to disk. By the clock on the wall, in turns.
 */
export async function benchDurable(): Promise<Outcome> {
  const missing = without('pgbench');
  if (missing) return { skipped: missing };
  using cluster = openCluster();
  if (!cluster) return { skipped: 'not installed: postgresql' };
  const folder = mkdtempSync(join(tmpdir(), 'kaika-bench-'));
  mkdirSync(join(folder, 'house'));
  await prepare(cluster.url, folder);
  const program = join(import.meta.dirname, 'durable-server.ts');
  const house = fork(program, [cluster.url, join(folder, 'house')], { execArgv: ['--import', 'tsx'] });
  try {
    await once(house, 'message');
    await issueFor(house, 1000);
    const ours: z.infer<typeof report>[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await issueFor(house, roundMs));
      theirs.push(await pgbench(cluster.url, folder));
    }
    const rates = ours.map(({ issued, seconds }) => issued / seconds);
    const cpu = median(ours.map(({ issued, cpuSeconds }) => issued / cpuSeconds));
    return [
      {
        name: 'durable issuance',
        ratio: median(rates.map((rate, round) => rate / (theirs[round] ?? 0))),
        must: 0.25,
        moonshot: 0.42,
        absolute: `${perSecond(median(rates))} certificates on the clock (${perSecond(cpu)} of Node's processor time)`,
        against: `${perSecond(median(theirs))} commits of pgbench -c ${clients}`,
      },
    ];
  } finally {
    await stop(house);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function issueFor(house: ChildProcess, milliseconds: number): Promise<z.infer<typeof report>> {
  house.send(milliseconds);
  const [said] = await Promise.race([
    once(house, 'message'),
    once(house, 'exit').then(() => Promise.reject(new Error('the house ended'))),
  ]);
  return report.parse(said);
}

/** The test cluster does not flush by default; here durable means durable. */
async function prepare(url: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('alter system set fsync = on');
  await client.query('select pg_reload_conf()');
  await client.query('create table bench (id bigserial primary key, name text not null, der bytea not null)');
  await client.end();
  const statement = "insert into bench (name, der) values ('measured', decode(repeat('30', 800), 'hex'));\n";
  writeFileSync(join(folder, 'commit.sql'), statement);
}

async function pgbench(url: string, folder: string): Promise<number> {
  const seconds = String(roundMs / 1000);
  const script = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    seconds,
    '-f',
    'commit.sql',
  ];
  const { stdout } = await promisify(execFile)('pgbench', [...script, url], { cwd: folder });
  const [, rate] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  if (rate === undefined) throw new Error(`pgbench said ${stdout}`);
  return Number(rate);
}
