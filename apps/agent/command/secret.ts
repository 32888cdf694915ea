import { readFileSync } from 'node:fs';
import { Halt } from '../conversation/halt.ts';
import { UsageError } from './outcome.ts';
import type { Keyboard, Shell } from './shell.ts';
import type { CommandWords } from './words.ts';

/** Where PINs come from. What it gives belongs to the caller, who overwrites it. */
export type Secrets = {
  ask(prompt: string): Promise<Uint8Array>;
  /** Whether asking again can bring something else. */
  readonly isTyped: boolean;
};

/** PINs typed unseen on the terminal, or the lines of a file descriptor where its number is given. */
export function openSecrets(shell: Shell, words: CommandWords, descriptor: number | null): Secrets {
  if (descriptor !== null) return fromDescriptor(descriptor, words);
  return {
    isTyped: true,
    async ask(prompt) {
      if (shell.keyboard === null) throw new UsageError(words.needsTerminal);
      shell.warn(`${prompt}: `);
      try {
        return await typeSecret(shell.keyboard);
      } finally {
        shell.warn('\n');
      }
    },
  };
}

function fromDescriptor(descriptor: number, words: CommandWords): Secrets {
  let lines: Uint8Array[] | null = null;
  return {
    isTyped: false,
    async ask() {
      lines ??= readLines(descriptor, words);
      const line = lines.shift();
      if (line === undefined) throw new UsageError(words.shortOfPins);
      return line;
    },
  };
}

function readLines(descriptor: number, words: CommandWords): Uint8Array[] {
  const all = readAll(descriptor, words);
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= all.length; at += 1) {
    if (at < all.length && all[at] !== 0x0a) continue;
    const end = all[at - 1] === 0x0d ? at - 1 : at;
    if (at > start) lines.push(Uint8Array.from(all.subarray(start, end)));
    start = at + 1;
  }
  all.fill(0);
  return lines;
}

function readAll(descriptor: number, words: CommandWords): Buffer {
  try {
    return readFileSync(descriptor);
  } catch {
    throw new UsageError(words.badNumber);
  }
}

const mostBytes = 64;

/** Keys until Enter, not shown. Backspace takes one back; Ctrl-C, Ctrl-D on nothing, and Escape give up. */
function typeSecret(keyboard: Keyboard): Promise<Uint8Array> {
  const typed = new Uint8Array(mostBytes);
  let length = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const take = (keys: Uint8Array) => {
    for (const key of keys) {
      if (key === 0x0d || key === 0x0a) return resolve(typed.slice(0, length));
      if (key === 0x03 || key === 0x1b || (key === 0x04 && length === 0))
        return reject(new Halt('agent.cancelled'));
      if (key === 0x7f || key === 0x08) length = Math.max(0, length - 1);
      else if (length < mostBytes) {
        typed[length] = key;
        length += 1;
      }
    }
    keys.fill(0);
  };
  keyboard.setRawMode(true);
  keyboard.on('data', take);
  keyboard.resume();
  return promise.finally(() => {
    keyboard.off('data', take);
    keyboard.setRawMode(false);
    keyboard.pause();
    typed.fill(0);
  });
}
