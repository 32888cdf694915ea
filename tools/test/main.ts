import { spawnSync } from 'node:child_process';
import { openCluster } from './postgres.ts';
import { openShelf } from './shelf.ts';
import { runSuite, type Score, type Suite, unitSuite } from './suite.ts';
import { prepareSystem } from './system.ts';

/** `npm test`: everything. A skip is named; with CI=true it is a failure. Arguments choose suites by name. */
const suites: readonly Suite[] = [
  unitSuite,
  { name: 'vectors', files: ['tests/vectors/**/*.test.ts'], isolation: 'process', concurrency: 2 },
  {
    name: 'flows',
    files: ['tests/flows/**/*.test.ts'],
    isolation: 'process',
    concurrency: 2,
    timeoutSeconds: 180,
  },
  {
    name: 'peers',
    files: ['tests/peers/**/*.test.ts'],
    isolation: 'process',
    concurrency: 1,
    timeoutSeconds: 180,
  },
  {
    name: 'browser',
    files: ['tests/browser/**/*.test.ts'],
    isolation: 'process',
    concurrency: 2,
    timeoutSeconds: 900,
  },
];

const wanted = process.argv.slice(2);
const ci = process.env.CI === 'true';
const missing = prepareSystem();
const total: Score = { passed: 0, failed: 0, skipped: 0 };

if (wanted.length === 0 && !check()) total.failed += 1;
using cluster = openCluster();
if (cluster) process.env.KAIKA_TEST_DATABASE_URL = cluster.url;
using shelf = openShelf();
process.env.KAIKA_TEST_SHELF = shelf.folder;
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.some((name) => suite.name.startsWith(name))) continue;
  const started = Date.now();
  console.log(`\n── ${suite.name}`);
  const score = await runSuite(suite);
  total.passed += score.passed;
  total.failed += score.failed;
  total.skipped += score.skipped;
  console.log(`${suite.name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
if (ci && (missing.length > 0 || total.skipped > 0)) {
  console.error(
    `CI allows no skip: ${total.skipped} skipped, missing packages: ${missing.join(' ') || 'none'}`,
  );
  total.failed += 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

function check(): boolean {
  const done = spawnSync(process.execPath, ['tools/check/main.ts', '--no-tests'], { stdio: 'inherit' });
  return done.status === 0;
}
