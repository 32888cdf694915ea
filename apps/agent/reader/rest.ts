import { platform } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';

/** So long after the last request the agent lies down, in milliseconds. */
const quietMs = 5_000;

/**
 * Gives memory back to the system whenever nobody has asked anything for a while: the agent waits all day for a few minutes of work. What was
 * freed stays with the C library until it is told to trim, a tenth of the whole after a start. `touch` at every request.
 */
export function openRest(): Disposable & { touch(): void } {
  // A young generation that grows with each busy minute never shrinks again.
  setFlagsFromString('--semi-space-growth-factor=1');
  const timer = setTimeout(lieDown, quietMs).unref();
  return {
    touch: () => void timer.refresh(),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

function lieDown(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  // A major one sets V8 to collect again and again; the young generation is what a busy minute leaves.
  if (typeof collect === 'function') collect({ type: 'minor' });
  trim();
}

/** malloc_trim(3): glibc alone has it. */
function trim(): void {
  if (platform() !== 'linux') return;
  try {
    koffi.load('libc.so.6').func('malloc_trim', 'int', ['size_t'])(0);
  } catch {
    // Another C library.
  }
}
