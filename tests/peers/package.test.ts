import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemFolders } from '@kaika/agent/host/manifest';
import { hostName } from '@kaika/wire/extension';
import { bundleAgent } from '../../tools/package/bundle.ts';
import { makeDeb } from '../../tools/package/deb.ts';
import { makeExecutable } from '../../tools/package/executable.ts';
import { extensionFiles, zipOf } from '../../tools/package/extension.ts';
import { has, run } from '../../tools/package/run.ts';

const bridge = resolve('node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node');
const program = '/usr/bin/kaika-agent';
const wanted = '/etc/systemd/user/default.target.wants/kaika-agent.service';
const skip = whyNot();

describe('the agent as a package of Debian', { skip, timeout: 400_000 }, () => {
  let folder: string;
  let executable: string;
  const at = (name: string) => join(folder, name);

  before(async () => {
    folder = mkdtempSync('/var/tmp/kaika-package-');
    const bundle = await bundleAgent();
    assert.equal(digest(bundle), digest(await bundleAgent()), 'the same sources give the same bundle');
    executable = at('kaika-agent');
    makeExecutable(bundle, { node: process.execPath, bridge, out: executable }, at('between'));
  });
  after(() => {
    if (existsSync(program)) execFileSync('dpkg', ['--purge', 'kaika-agent'], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the same file whenever it is made from the same sources', () => {
    const small = at('small');
    writeFileSync(small, 'not a program');
    const digests = ['one.deb', 'two.deb'].map((name) => {
      const deb = { version: '0.1.0', executable: small, bridge, epoch: 1_780_000_000, out: at(name) };
      makeDeb(deb, at(`tree-${name}`));
      return digest(readFileSync(at(name)));
    });
    assert.equal(digests[0], digests[1]);
  });

  it('packs the browser extension the same each time, as an archive others read', async () => {
    const make = async () => zipOf(await extensionFiles('0.1.0', ['https://portal.example.tw/*']));
    const zip = await make();
    assert.equal(digest(zip), digest(await make()));
    writeFileSync(at('extension.zip'), zip);
    if (has('unzip')) run('unzip', ['-tq', at('extension.zip')]);
  });

  it('runs by itself, card bridge and pages inside', async () => {
    const answer = run(executable, ['--version']).trim();
    assert.match(answer, /^\d+\.\d+\.\d+$/);
    const tested = tryRun(executable, ['--json', '--folder', at('agent'), 'cards']);
    const { ok, problem } = JSON.parse(tested.out);
    assert.ok(ok || problem.code.startsWith('reader.'), tested.out);
    await using served = await serve(executable, at('agent'));
    const page = await (await fetch(`${served.url}/`)).text();
    const [, script] = /src="(\/live\.js[^"]*)"/.exec(page) ?? [];
    assert.ok(script, 'the page names its script');
    const text = await (await fetch(served.url + script)).text();
    assert.match(text, /EventSource/);
  });

  it('installs, is enabled for every user, upgrades, and leaves nothing behind', () => {
    // The older version is a stand-in: what is tried is the upgrade, and a hundred megabytes are enough once.
    const older = at('older');
    writeFileSync(older, '#!/bin/sh\necho 0.0.9\n', { mode: 0o755 });
    for (const [version, made] of [
      ['0.0.9', older],
      ['0.1.0', executable],
    ] as const) {
      const out = at(`${version}.deb`);
      makeDeb(
        { version, executable: made, bridge, epoch: 1_780_000_000, out, compression: 'none' },
        at('tree'),
      );
      run('dpkg', ['--install', out]);
      assert.equal(
        run('dpkg-query', ['-W', '-f', `\${Status} \${Version}`, 'kaika-agent']),
        `install ok installed ${version}`,
      );
      assert.ok(existsSync(wanted), 'the user unit is enabled');
      assert.equal(run(program, ['--version']).trim(), version);
    }
    const [host = ''] = systemFolders.map((folder) => `/${folder}/${hostName}.json`);
    assert.equal(JSON.parse(readFileSync(host, 'utf8')).path, program);
    run('dpkg', ['--remove', 'kaika-agent']);
    for (const file of [
      program,
      wanted,
      host,
      '/usr/lib/kaika-agent',
      '/usr/lib/systemd/user/kaika-agent.service',
    ])
      assert.ok(!existsSync(file), file);
    assert.ok(existsSync('/etc/kaika/agent-policy.json'), 'what an administrator may have written stays');
    run('dpkg', ['--purge', 'kaika-agent']);
    assert.ok(!existsSync('/etc/kaika/agent-policy.json'));
  });
});

function whyNot(): string | false {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'makes packages for Linux on x64';
  if (userInfo().uid !== 0 || !has('dpkg')) return 'needs root and dpkg';
  if (existsSync(program)) return 'the agent is installed on this machine';
  if (!/^ii /m.test(tryRun('dpkg', ['-l', 'libpcsclite1']).out)) return 'needs the package libpcsclite1';
  return false;
}

function tryRun(file: string, args: readonly string[]): { readonly out: string } {
  try {
    return { out: execFileSync(file, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) };
  } catch (error) {
    // What execFileSync throws carries what was printed.
    return { out: String((error as { stdout?: unknown }).stdout ?? '') };
  }
}

async function serve(file: string, folder: string) {
  const port = 40_000 + (process.pid % 20_000);
  const env = {
    ...process.env,
    KAIKA_AGENT_PORT: String(port),
    KAIKA_AGENT_LEGACY_PORT: '0',
    KAIKA_AGENT_POLICY: join(folder, 'none.json'),
  };
  const child = spawn(file, ['--folder', folder, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await started(child);
  return {
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    child.stdout?.on('data', (text) => String(text).includes('agent started') && done());
    child.once('exit', () => failed(new Error('the agent ended')));
  });
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
