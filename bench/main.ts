import { benchCrl } from './crl.ts';
import { type Figure, formatFigure, isMet, type Outcome } from './figure.ts';
import { benchIssue } from './issue.ts';
import { benchLogin } from './login.ts';
import { benchOcsp } from './ocsp.ts';

/** `npm run bench [name…]`: every figure, or those of the files named. Exit code 1 where one misses what it must reach. */
const benches: Readonly<Record<string, () => Promise<Outcome>>> = {
  issue: benchIssue,
  ocsp: benchOcsp,
  crl: benchCrl,
  login: benchLogin,
};

const wanted = process.argv.slice(2);
const missed: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const outcome = await bench();
  if ('skipped' in outcome) {
    console.log(`– ${name}: skipped, ${outcome.skipped}`);
    continue;
  }
  for (const figure of outcome) {
    console.log(formatFigure(figure));
    if (!isMet(figure)) missed.push(figure);
  }
}
process.exitCode = missed.length === 0 ? 0 : 1;
