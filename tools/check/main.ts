import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { checkArchitecture } from './architecture.ts';
import { checkFlows } from './flow.ts';
import { checkImports } from './import.ts';
import { checkLinks } from './link.ts';
import { checkPractice } from './practice.ts';
import { type Fault, listSources } from './source.ts';
import { checkStandards } from './standard.ts';
import { checkThreats } from './threat.ts';
import { checkWords } from './word.ts';

const root = process.cwd();

if (!run('types', 'node_modules/.bin/tsc', ['-p', '.'])) process.exit(1);
if (!run('lint', 'node_modules/.bin/biome', ['ci', '--error-on-warnings', '.'])) process.exit(1);
if (!report('walls and words', await checkTree())) process.exit(1);

async function checkTree(): Promise<readonly Fault[]> {
  const code = listSources(root, ['.ts', '.tsx']);
  const pages = listSources(root, ['.md']);
  return [
    ...checkImports(root, code),
    ...checkWords(code),
    ...checkArchitecture(readFileSync('ARCHITECTURE.md', 'utf8')),
    ...checkLinks(root, pages),
    ...checkFlows(root, pages),
    ...checkThreats(root, pages),
    ...checkStandards(root, readFileSync('docs/standards.md', 'utf8')),
    ...(await checkPractice(root, readFileSync('docs/practice.md', 'utf8'))),
  ];
}

function run(name: string, command: string, args: readonly string[]): boolean {
  const started = Date.now();
  const done = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const ok = done.status === 0;
  console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return ok;
}

function report(name: string, faults: readonly Fault[]): boolean {
  for (const { where, what } of faults) console.error(`${where}: ${what}`);
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${name}`);
  return faults.length === 0;
}
