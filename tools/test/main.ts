import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Batch, runBatch } from './batch.ts';
import { openCluster } from './postgres.ts';
import { addScores, noScore } from './score.ts';
import { openShelf } from './shelf.ts';
import { batchesOf, suites } from './suite.ts';
import { prepareSystem } from './system.ts';

/** `npm test`: everything. A skip is named; with CI=true it is a failure. Arguments choose suites by name, or files by a part of their name. */
const wanted = process.argv.slice(2);
const ci = process.env.CI === 'true';
const missing = prepareSystem();
let total = noScore;

if (wanted.length === 0 && !check()) total = addScores(total, { ...noScore, failed: 1 });
using cluster = openCluster();
if (cluster) process.env.KAIKA_TEST_DATABASE_URL = cluster.url;
using shelf = await openShelf();
process.env.KAIKA_TEST_SHELF = shelf.folder;
process.env.KAIKA_TEST_DATABASE = shelf.database;
const folder = mkdtempSync(join(tmpdir(), 'kaika-score-'));
const failed: string[] = [];
const waiting = suites.flatMap((suite) => batchesOf(suite).flatMap((batch) => wantedOf(suite.name, batch)));
// One more than there are cores: tests wait for cards, windows and programs a good third of their time.
await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
rmSync(folder, { recursive: true, force: true });

for (const name of failed) console.error(`✖ ${name}`);
if (ci && (missing.length > 0 || total.skipped > 0)) {
  console.error(
    `CI allows no skip: ${total.skipped} skipped, missing packages: ${missing.join(' ') || 'none'}`,
  );
  total = addScores(total, { ...noScore, failed: 1 });
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
console.log(`${(performance.now() / 1000).toFixed(0)} s`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Takes batches until none is left; what one printed is shown whole when it is done. */
async function work(): Promise<void> {
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) await show(batch);
}

async function show(batch: Batch): Promise<void> {
  const { score, seconds, output } = await runBatch(batch, folder);
  total = addScores(total, score);
  if (score.failed > 0) failed.push(batch.name);
  console.log(`\n── ${batch.name}: ${seconds.toFixed(0)} s\n${output}`);
}

/** The batch with the files that are wanted of it; none where nothing is. */
function wantedOf(suite: string, batch: Batch): readonly Batch[] {
  if (wanted.length === 0 || wanted.some((name) => suite.startsWith(name))) return [batch];
  const files = batch.files.filter((file) => wanted.some((name) => file.includes(name)));
  return files.length === 0 ? [] : [{ ...batch, files }];
}

function check(): boolean {
  const done = spawnSync(process.execPath, ['tools/check/main.ts'], { stdio: 'inherit' });
  return done.status === 0;
}
