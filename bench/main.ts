import { spawnSync } from 'node:child_process';
import { type Figure, formatFigure, isMet, type Outcome } from './figure.ts';

/** `npm run bench [name…]`: every figure, or those of the files named. Exit code 1 where one misses what it must reach. */
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
  const missed: Figure[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) missed.push(...(await run(name, bench)));
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}

/** Prints the figures of one file; gives those that miss what they must reach. */
async function run(name: string, bench: () => Promise<Outcome>): Promise<readonly Figure[]> {
  const outcome = await bench();
  if ('skipped' in outcome) {
    console.log(`– ${name}: skipped, ${outcome.skipped}`);
    return [];
  }
  for (const figure of outcome) console.log(formatFigure(figure));
  return outcome.filter((figure) => !isMet(figure));
}
