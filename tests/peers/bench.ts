import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CardService, Reader } from '@kaika/agent/reader/cardservice';
import { openPcsc } from '@kaika/agent/reader/pcsc';
import { missingForPcscd, type Pcscd, startPcscd } from '@kaika/agent/reader/pcscd';
import { type Plug, plugIn } from '@kaika/agent/reader/vpcd';
import type { Softcard } from '@kaika/softcard/softcard';

/** A private card service with two readers, and the environment by which programs find it. */
export type Bench = AsyncDisposable & {
  readonly pcscd: Pcscd;
  readonly plain: Seat;
  /** A reader with the name of a YubiKey: some programs talk to no other. */
  readonly yubikey: Seat;
  /** Our own way to the same service. */
  readonly cards: CardService;
  /** Puts a card into a reader and waits until the service has seen it. */
  insert(card: Softcard, seat: Seat): Promise<Plug>;
  readonly folder: string;
  /** Runs a program against this card service; answers what it printed on both channels. Throws where it fails. */
  run(program: string, args: readonly string[], input?: string): Promise<string>;
};

type Seat = { readonly name: string; readonly port: number };

const execute = promisify(execFile);

export async function startBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-'));
  const pcscd = await startPcscd({
    folder,
    readers: ['Kaika Virtual Reader', 'Yubico YubiKey OTP+FIDO+CCID'],
  });
  const [plain, yubikey] = pcscd.readers;
  if (plain === undefined || yubikey === undefined) throw new Error('two readers were asked for');
  const opensc = join(folder, 'opensc.conf');
  await writeFile(opensc, 'app opensc-pkcs11 {\n  pkcs11 {\n    max_virtual_slots = 64;\n  }\n}\n');
  // libpcsclite reads it once, when the first context is made: one bench in a process.
  process.env.PCSCLITE_CSOCK_NAME = pcscd.socket;
  const cards = openPcsc();
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: pcscd.socket, OPENSC_CONF: opensc, HOME: folder };
  return {
    pcscd,
    plain,
    yubikey,
    folder,
    cards,
    async insert(card, { name, port }) {
      const state = (readers: readonly Reader[]) => readers.find((reader) => reader.name === name);
      // Taken out and put in between two polls of the service would be no change.
      await until(cards, (readers) => state(readers)?.card === null);
      const seen = until(cards, (readers) =>
        readers.some((reader) => reader.name === name && reader.card !== null),
      );
      const plug = await inTime('plugging in', plugIn({ host: '127.0.0.1', port, card }));
      await seen;
      return plug;
    },
    async run(program, args, input) {
      const running = execute(program, args, { env, timeout: 60_000, killSignal: 'SIGKILL' });
      running.child.stdin?.end(input ?? '');
      const { stdout, stderr } = await running;
      return stdout + stderr;
    },
    async [Symbol.asyncDispose]() {
      await inTime('letting go of the readers', cards[Symbol.asyncDispose]());
      await inTime('ending the private pcscd', pcscd[Symbol.asyncDispose]());
      await inTime('removing its folder', rm(folder, { recursive: true, force: true }));
    },
  };
}

/** Waits for a state of the readers; fails after ten seconds. */
export async function until(
  cards: CardService,
  reached: (readers: readonly Reader[]) => boolean,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('the readers did not get there')), 10_000);
  using _ = cards.watch((readers) => {
    if (reached(readers)) resolve();
  });
  try {
    if (!reached(await inTime('listing the readers', cards.readers()))) await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** What `work` answers; fails after a minute, saying what did not happen: a native call that hangs would hang the whole run. */
export async function inTime<T>(what: string, work: PromiseLike<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what} took more than 60 s`)), 60_000);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Which of the programs is not here, as the reason of a skip; false where all are. Where CI is set nothing is skipped: a missing
 * program is a failure there.
 */
export async function skipWithout(...programs: readonly string[]): Promise<string | false> {
  const missing: string[] = [];
  for (const program of programs) {
    const found = await execute('which', [program]).then(
      () => true,
      () => false,
    );
    if (!found) missing.push(program);
  }
  const service = await missingForPcscd();
  const reason = [...missing.map((program) => `${program} is not installed`), ...(service ? [service] : [])];
  if (reason.length === 0) return false;
  if (process.env.CI === 'true') throw new Error(reason.join('; '));
  return reason.join('; ');
}
