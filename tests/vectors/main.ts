import { scoreCorpus } from './corpus.ts';
import { scoreCrl } from './crl.ts';
import { vectorFolder } from './folder.ts';
import { scoreOcsp } from './ocsp.ts';
import { scorePkits } from './pkits.ts';
import { formatScore, type Score } from './score.ts';
import { scoreWycheproof } from './wycheproof.ts';
import { scoreZlint } from './zlint.ts';

/** Each set of vectors: its folder's name and what scores it. */
const SETS: readonly (readonly [string, (folder: string) => readonly Score[] | Promise<readonly Score[]>])[] =
  [
    ['pkits', scorePkits],
    ['boringssl-ocsp', scoreOcsp],
    ['boringssl-crl', scoreCrl],
    ['wycheproof', scoreWycheproof],
    ['pyca-ocsp-crl', scoreCorpus],
    ['zlint', scoreZlint],
  ];

let wrong = 0;
for (const [name, score] of SETS) {
  const folder = vectorFolder(name);
  if (!folder) {
    console.log(`${name}: skipped, the vectors are not here (set KAIKA_VECTORS)`);
    continue;
  }
  for (const result of await score(folder)) {
    console.log(formatScore(result));
    wrong += result.total - result.passed;
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
