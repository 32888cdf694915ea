import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHex, toHex } from '@kaika/bytes/hex';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { z } from 'zod';
import { openCluster } from '../tools/test/postgres.ts';
import { median, race } from './clock.ts';
import { type Figure, type Outcome, perSecond } from './figure.ts';
import { type Load, loadOf, residentMegabytes, type Target } from './load.ts';
import { startNginx } from './nginx.ts';
import { opensslOcspRate } from './openssl-ocsp.ts';
import { startServer, without } from './program.ts';
import { rawContenders } from './raw.ts';

const certificates = 1_000_000;
/** Requests that are asked again and again; and more than the cache keeps, so that each is signed anew. */
const popular = 100;
const rare = 20_000;
const rounds = 5;
const seconds = 3;
const answerLength = 1100;
/** Ten thousand kept answers, the rows of one turn and a young generation: what the status service may add, in megabytes. */
const mostGrowth = 192;
const path = '/pki/issuing-cards/1/ocsp';

const ready = z.object({
  port: z.number(),
  issuer: z.object({ name: z.string(), spki: z.string() }),
});
const constantReady = z.object({ port: z.number() });

/**
 * The responder over HTTP with a million certificates in PostgreSQL, by processor time of its process: kept answers beside nginx
 * with a file and node:http with a constant; signed ones beside bare signatures and `openssl ocsp`.
 */
export async function benchOcsp(): Promise<Outcome> {
  const missing = without('nginx', 'wrk', 'openssl');
  if (missing) return { skipped: missing };
  using cluster = openCluster();
  if (!cluster) return { skipped: 'not installed: postgresql' };
  const folder = mkdtempSync(join(tmpdir(), 'kaika-bench-'));
  mkdirSync(join(folder, 'house'));
  try {
    const program = (name: string) => join(import.meta.dirname, name);
    const arguments_ = [cluster.url, join(folder, 'house'), String(certificates)];
    await using house = await startServer(program('ocsp-server.ts'), arguments_);
    await using constant = await startServer(program('constant-server.ts'), [String(answerLength)]);
    await using nginx = await startNginx(folder, { path, length: answerLength });
    const { port, issuer } = ready.parse(house.said);
    const before = residentMegabytes(house.pid);
    const requests = writeRequests(folder, issuer);
    const ours = { port, pid: house.pid, path };
    const loads = await runRounds({
      kept: { ...ours, requests: requests.popular },
      signed: { ...ours, requests: requests.rare },
      nginx: { ...nginx, path, requests: requests.popular },
      constant: {
        port: constantReady.parse(constant.said).port,
        pid: constant.pid,
        path,
        requests: requests.popular,
      },
    });
    const signs = (await race({ sign: rawContenders().sign }, { rounds: 3 })).rates('process').sign;
    const peer = await opensslOcspRate(folder);
    return figuresOf(loads, { signs, peer, before, after: residentMegabytes(house.pid) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Loads = Readonly<Record<'kept' | 'signed' | 'nginx' | 'constant', readonly Load[]>>;

async function runRounds(targets: Readonly<Record<keyof Loads, Target>>): Promise<Loads> {
  const loads = { kept: [] as Load[], signed: [] as Load[], nginx: [] as Load[], constant: [] as Load[] };
  const names = ['kept', 'nginx', 'signed', 'constant'] as const;
  for (const name of names) await loadOf(targets[name], 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) loads[name].push(await loadOf(targets[name], seconds));
  }
  return loads;
}

/** What stands beside the loads: rates a second, and the responder's resident megabytes when it was ready and at the end. */
type Beside = {
  readonly signs: number;
  readonly peer: number;
  readonly before: number;
  readonly after: number;
};

function figuresOf(loads: Loads, { signs, peer, before, after }: Beside): readonly Figure[] {
  const rate = (name: keyof Loads) => median(loads[name].map((load) => load.perCpuSecond));
  const ratios = loads.kept.map((load, round) => load.perCpuSecond / (loads.nginx[round]?.perCpuSecond ?? 0));
  const told = (name: keyof Loads) => {
    const p99 = median(loads[name].map((load) => load.p99Ms));
    const wall = median(loads[name].map((load) => load.perSecond));
    return `${perSecond(rate(name))} of processor time (${perSecond(wall)} on the clock, p99 ${p99.toFixed(1)} ms)`;
  };
  return [
    {
      name: 'ocsp, kept',
      ratio: median(ratios),
      must: 0.5,
      moonshot: 0.9,
      absolute: told('kept'),
      against: `nginx and a file, ${told('nginx')}; node:http constant ${perSecond(rate('constant'))}`,
    },
    {
      name: 'ocsp, signed',
      ratio: rate('signed') / signs,
      must: 0.35,
      moonshot: 0.55,
      absolute: told('signed'),
      against: `${perSecond(signs)} P-256 signatures; openssl ocsp ${perSecond(peer)}`,
    },
    {
      name: 'ocsp, memory',
      ratio: mostGrowth / (after - before),
      must: 1,
      absolute: `${(after - before).toFixed(0)} MB more than the ${before.toFixed(0)} MB it starts with, over ${certificates.toLocaleString('en-US')} certificates`,
      against: `${mostGrowth} MB (allowed over used)`,
    },
  ];
}

function writeRequests(folder: string, issuer: z.infer<typeof ready>['issuer']) {
  const asked = { name: fromHex(issuer.name), spki: fromHex(issuer.spki) };
  const write = (name: string, count: number) => {
    const lines = Array.from({ length: count }, (_, at) => {
      const number = 1 + Math.floor((at * certificates) / count);
      return toHex(encodeOcspRequest([certIdFor(asked, fromHex(`01${hash('md5', String(number))}`))]));
    });
    const file = join(folder, name);
    writeFileSync(file, lines.join('\n'));
    return file;
  };
  return { popular: write('popular', popular), rare: write('rare', rare) };
}
