import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addResource } from './resource.ts';
import { has, run } from './run.ts';

/** Puts the program into an executable of Linux. */
const injector = createRequire(import.meta.url).resolve('postject/dist/cli.js');

/** What Node looks for in itself (nodejs.org, «Single executable applications»). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The name Node looks for its program by. */
const resource = 'NODE_SEA_BLOB';

export type Executable = {
  /** A Node of the version that runs this tool, for the target system. */
  readonly node: string;
  /** The native bridge for the target system. */
  readonly bridge: string;
  readonly out: string;
};

/** Joins Node, the bundled agent and the native bridge to one executable. `folder`: for what lies between. */
export function makeExecutable(bundle: string, target: Executable, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  writeFileSync(at('agent.cjs'), bundle);
  const config = {
    main: at('agent.cjs'),
    output: at('agent.blob'),
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    // A code cache fits one processor only and is never the same twice.
    useCodeCache: false,
    assets: { 'koffi.node': target.bridge },
  };
  writeFileSync(at('sea.json'), JSON.stringify(config));
  run(process.execPath, ['--experimental-sea-config', at('sea.json')]);
  if (target.out.endsWith('.exe')) joinWindows(target, at('agent.blob'));
  else joinLinux(target, at('agent.blob'));
}

function joinWindows(target: Executable, blob: string): void {
  const joined = Buffer.from(addResource(readFileSync(target.node), resource, readFileSync(blob)));
  lightFuse(joined);
  writeFileSync(target.out, joined);
}

function joinLinux(target: Executable, blob: string): void {
  copyFileSync(target.node, target.out);
  chmodSync(target.out, 0o755);
  // Symbols are a sixth of Node. After the injection it would be too late: the strip tool moves the note away.
  if (has('strip')) run('strip', [target.out]);
  const args = [target.out, resource, blob, '--sentinel-fuse', fuse];
  run(process.execPath, [injector, ...args]);
}

/** Sets the mark by which Node knows that something was joined to it. */
function lightFuse(executable: Buffer): void {
  const mark = `${fuse}:`;
  const at = executable.indexOf(mark);
  if (at < 0 || executable.indexOf(mark, at + 1) >= 0)
    throw new Error('this Node cannot be joined to a program');
  executable.write('1', at + mark.length, 'latin1');
}

/** Fetches a package of npm without installing it and answers its folder. */
export function fetchPackage(name: string, version: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const packed =
    run('npm', ['pack', '--silent', `${name}@${version}`], folder)
      .trim()
      .split('\n')
      .at(-1) ?? '';
  run('tar', ['-xzf', packed], folder);
  return join(folder, 'package');
}
