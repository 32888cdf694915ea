import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A card service of one's own. Programs find it through the variable `PCSCLITE_CSOCK_NAME` with the value `socket`. */
export type Pcscd = AsyncDisposable & {
  readonly socket: string;
  /** Readers and the TCP ports into which cards are plugged (`plugIn`, host 127.0.0.1). */
  readonly readers: readonly { readonly name: string; readonly port: number }[];
  /** Ends the service and starts it again with the same readers, as an upgrade of the system would. */
  restart(): Promise<void>;
};

export type PcscdConfig = {
  /** An existing folder for its configuration and socket; the path must be short (a socket's name has 107 bytes). */
  readonly folder: string;
  /** What the readers are to be called; the service appends ` 00 00`. */
  readonly readers: readonly string[];
};

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const run = promisify(execFile);

/**
 * Starts a private pcscd with virtual readers (Debian: packages pcscd and vsmartcard-vpcd), without root where user namespaces are allowed.
 * pcscd has its socket's path built in, so a mount namespace gives it one of its own. Throws where it does not come up in 10 s.
 */
export async function startPcscd({ folder, readers }: PcscdConfig): Promise<Pcscd> {
  const [runs, conf] = [join(folder, 'run'), join(folder, 'conf')];
  await mkdir(join(runs, 'pcscd'), { recursive: true });
  await mkdir(conf, { recursive: true });
  const ports = await freePorts(readers.length);
  const placed = readers.map((name, index) => ({ name: `${name} 00 00`, port: ports[index] ?? 0 }));
  await writeReaders(folder, readers, ports);
  const socket = join(runs, 'pcscd', 'pcscd.comm');
  const launch = () => start({ runs, conf, socket });
  let child = await launch();
  return {
    socket,
    readers: placed,
    async restart() {
      await stop(child);
      child = await launch();
    },
    [Symbol.asyncDispose]: () => stop(child),
  };
}

/** What is missing on this machine for {@link startPcscd}, or null. */
export async function missingForPcscd(): Promise<string | null> {
  try {
    await run('pcscd', ['--version']);
    await run('unshare', ['--version']);
  } catch {
    return 'pcscd or unshare is not installed';
  }
  const found = await access(driver).then(
    () => true,
    () => false,
  );
  return found ? null : 'vsmartcard-vpcd is not installed';
}

/** Each block needs a library file of its own: the driver keeps its state per loaded file, and two readers in one file block each other. */
async function writeReaders(
  folder: string,
  names: readonly string[],
  ports: readonly number[],
): Promise<void> {
  const blocks: string[] = [];
  for (const [index, name] of names.entries()) {
    const port = (ports[index] ?? 0).toString(16);
    const library = join(folder, `vpcd-${index}.so`);
    await copyFile(driver, library);
    blocks.push(
      `FRIENDLYNAME "${name}"`,
      `DEVICENAME /dev/null:0x${port}`,
      `LIBPATH ${library}`,
      `CHANNELID 0x${port}`,
      '',
    );
  }
  await writeFile(join(folder, 'conf', 'readers'), blocks.join('\n'));
}

type Place = { readonly runs: string; readonly conf: string; readonly socket: string };

/** The whole of /run is replaced inside the namespace: /run/pcscd need not exist. The service ends with this process. */
async function start({ runs, conf, socket }: Place): Promise<ChildProcess> {
  await rm(socket, { force: true });
  const script = 'mount --bind "$0" /run && exec setpriv --pdeathsig TERM pcscd -f -e --config "$1"';
  const namespaces = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
  const child = spawn('unshare', [...namespaces, 'sh', '-c', script, runs, conf], { stdio: 'ignore' });
  const deadline = performance.now() + 10_000;
  while (!(await isListening(socket))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop(child);
      throw new Error('the private pcscd did not start');
    }
    await setTimeout(10);
  }
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([exited, setTimeout(2_000, null, { ref: false }).then(() => child.kill('SIGKILL'))]);
  await exited;
}

function isListening(path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createConnection({ path });
  probe.once('connect', () => resolve(true));
  probe.once('error', () => resolve(false));
  return promise.finally(() => probe.destroy());
}

/** Ports nobody listens on, each with the next one free too: the driver opens a second slot there. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = await probe(0);
    const isTaken = port === null || ports.some((one) => Math.abs(one - port) < 2);
    if (!isTaken && (await probe(port + 1)) !== null) ports.push(port);
  }
  return ports;
}

/** The port that could be bound, 0 for any; null where it is taken. */
async function probe(wanted: number): Promise<number | null> {
  const server = createServer();
  try {
    await once(server.listen(wanted), 'listening');
  } catch {
    return null;
  }
  const address = server.address();
  await promisify(server.close.bind(server))();
  return typeof address === 'object' && address !== null ? address.port : null;
}
