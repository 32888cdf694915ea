import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { missingForPcscd, startPcscd } from '@kaika/agent/reader/pcscd';
import { plugIn } from '@kaika/agent/reader/vpcd';
import { createSample } from '@kaika/softcard/sample';
import { bundleAgent } from '../tools/package/bundle.ts';
import type { Outcome } from './figure.ts';
import { freePort } from './port.ts';
import { stop } from './program.ts';

const allowedMegabytes = 80;
/** What counts as none: half a percent of one processor. */
const allowedShare = 0.005;
const idleSeconds = 15;
/** Until it has lain down after the last request. */
const settleMs = 10_000;
const bridge = resolve('node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node');

/**
 * The agent as it is installed, one bundle and its bridge, with a card service and a card in a reader, after its pages were looked at once:
 * resident memory, and processor time while nobody asks anything.
 */
export async function benchAgent(): Promise<Outcome> {
  const missing = await missingForPcscd();
  if (missing !== null) return { skipped: missing };
  const folder = await mkdtemp(join(tmpdir(), 'kaika-'));
  try {
    await using pcscd = await startPcscd({ folder, readers: ['Kaika Virtual Reader'] });
    const { card } = await createSample({ now: new Date() });
    await using _ = await plugIn({ host: '127.0.0.1', port: pcscd.readers[0]?.port ?? 0, card });
    const port = await freePort();
    const agent = await launch(folder, { port, socket: pcscd.socket });
    try {
      return await measure(agent.pid ?? 0, `http://localhost:${port}`);
    } finally {
      await stop(agent);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(pid: number, url: string): Promise<Outcome> {
  await untilReady(url);
  for (const path of ['/', '/selftest', '/cards', '/window']) await (await fetch(url + path)).arrayBuffer();
  await setTimeout(settleMs);
  const before = await processorSeconds(pid);
  await setTimeout(idleSeconds * 1000);
  const share = ((await processorSeconds(pid)) - before) / idleSeconds;
  const megabytes = await residentMegabytes(pid);
  return [
    {
      name: 'agent, memory',
      ratio: allowedMegabytes / megabytes,
      must: 1,
      absolute: `${allowedMegabytes} MB allowed`,
      against: `${megabytes.toFixed(0)} MB resident`,
    },
    {
      name: 'agent, idle processor',
      // A tick of the clock is 10 ms: less cannot be told from none.
      ratio: allowedShare / Math.max(share, 0.01 / idleSeconds),
      must: 1,
      absolute: `${(allowedShare * 100).toFixed(1)} % allowed`,
      against: `${(share * 100).toFixed(2)} % of one processor`,
    },
  ];
}

/** In the places the package puts it: the program finds its bridge from there. */
async function launch(
  folder: string,
  { port, socket }: { readonly port: number; readonly socket: string },
): Promise<ChildProcess> {
  const [bin, lib] = [join(folder, 'bin'), join(folder, 'lib', 'kaika-agent')];
  for (const place of [bin, lib]) await mkdir(place, { recursive: true });
  await copyFile(process.execPath, join(bin, 'node'));
  await copyFile(bridge, join(lib, 'koffi.node'));
  const bundle = join(folder, 'agent.cjs');
  await writeFile(bundle, await bundleAgent());
  return spawn(join(bin, 'node'), [bundle, 'serve', '--folder', join(folder, 'agent')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PCSCLITE_CSOCK_NAME: socket,
      KAIKA_AGENT_PORT: String(port),
      KAIKA_AGENT_LEGACY_PORT: '0',
      KAIKA_AGENT_LOG: 'error',
    },
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const ready = await fetch(`${url}/status`).catch(() => null);
    if (ready?.ok) return;
    if (performance.now() > deadline) throw new Error('the agent did not start');
    await setTimeout(50);
  }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
}

/** User and system time; the clock of these tables ticks a hundred times a second. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
