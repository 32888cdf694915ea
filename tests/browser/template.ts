import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { findPort } from '../../tools/house/port.ts';

/** The ports of a house: its certificates name them, so that a copy of its data must have the same. */
export type Ports = { readonly port: number; readonly agentPort: number };

/** A place on the shelf, held until it is disposed of: a house that was started once and stopped again lies there. */
export type Template = Ports & {
  /** The stopped house's data, to be copied. */
  readonly folder: string;
  readonly [Symbol.dispose]: () => void;
};

const mostPlaces = 16;

/**
 * Takes the first free place on the shelf, a folder that test processes share, and fills it by `make` if it is empty: the first start of a
 * house makes keys and six cards, which takes most of the time that a test's house needs.
 */
export async function takeTemplate(
  shelf: string,
  make: (folder: string, ports: Ports) => Promise<void>,
): Promise<Template> {
  for (let number = 1; number <= mostPlaces; number += 1) {
    const place = join(shelf, String(number));
    mkdirSync(place, { recursive: true });
    const lock = join(place, 'lock');
    if (!takeLock(lock)) continue;
    const held = await fill(place, make).catch((error: unknown) => {
      rmSync(lock);
      throw error;
    });
    return { ...held, [Symbol.dispose]: () => rmSync(lock) };
  }
  throw new Error(`all ${mostPlaces} places on the shelf are taken`);
}

async function fill(place: string, make: (folder: string, ports: Ports) => Promise<void>) {
  const [folder, note] = [join(place, 'house'), join(place, 'ports.json')];
  if (!existsSync(note)) {
    rmSync(folder, { recursive: true, force: true });
    const ports = { port: await findPort(), agentPort: await findPort() };
    await make(folder, ports);
    writeFileSync(note, JSON.stringify(ports));
  }
  const ports: Ports = JSON.parse(readFileSync(note, 'utf8')); // written just above, by this very function
  return { ...ports, folder };
}

/** Copies a stopped house's data. */
export function copyHouse(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    return false;
  }
}
