import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { type Figure, formatFigure, isMet, type Outcome } from './figure.ts';

/** `npm run bench [name…]`: every figure, or those of the files named. Exit code 1 where one misses what it must reach, and where CI is set also where one is skipped. */
const benches: Readonly<Record<string, () => Promise<Outcome>>> = {
  issue: async () => (await import('./issue.ts')).benchIssue(),
  login: async () => (await import('./login.ts')).benchLogin(),
  filter: async () => (await import('./filter.ts')).benchFilter(),
  crl: async () => (await import('./crl.ts')).benchCrl(),
  ocsp: async () => (await import('./ocsp.ts')).benchOcsp(),
  hsm: async () => (await import('./hsm.ts')).benchHsm(),
  hostile: async () => (await import('./hostile.ts')).benchHostile(),
  cms: async () => (await import('./cms.ts')).benchCms(),
  agent: async () => (await import('./agent.ts')).benchAgent(),
  list: async () => (await import('./list.ts')).benchList(),
  durable: async () => (await import('./durable.ts')).benchDurable(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`${unknown} is not measured; there are ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else if (process.execArgv.includes('tsx')) {
  // tsx gives functions their names back at run time, which costs each of them; Node strips the types by itself.
  const again = spawnSync(process.execPath, [import.meta.filename, ...wanted], { stdio: 'inherit' });
  process.exitCode = again.status ?? 1;
} else {
  console.log(machine());
  const figures: Figure[] = [];
  const skipped: string[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const outcome = await bench();
    if ('skipped' in outcome) skipped.push(name);
    else figures.push(...outcome);
    print(name, outcome);
  }
  const due = figures.filter(({ must }) => must !== undefined);
  const missed = due.filter((figure) => !isMet(figure));
  console.log(
    `${due.length - missed.length} of ${due.length} figures reach what they must, ${skipped.length} skipped`,
  );
  process.exitCode = missed.length > 0 || (skipped.length > 0 && process.env.CI === 'true') ? 1 : 0;
}

function print(name: string, outcome: Outcome): void {
  if ('skipped' in outcome) console.log(`– ${name}: skipped, ${outcome.skipped}`);
  else for (const figure of outcome) console.log(formatFigure(figure));
}

/** What it runs on. Ratios hold from machine to machine, but not beside other work: more than one waiting for a core spoils them. */
function machine(): string {
  const [load = 0] = loadavg();
  return `Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${availableParallelism()} cores, load ${load.toFixed(1)}`;
}
