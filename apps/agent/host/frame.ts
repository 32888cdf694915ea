/** The browser takes no more than this from a host (Chrome, «Native messaging»), in bytes. */
const mostOut = 1024 * 1024;

/** What the extension says is far shorter; the browser itself would allow 64 MB. */
const mostIn = 1024 * 1024;

export type FrameCode = 'too-long' | 'cut-off';

/** What is no frame: `too-long`, `cut-off`. The conversation is over then, for nobody knows where the next begins. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  readonly code: FrameCode;

  constructor(code: FrameCode) {
    super(code);
    this.code = code;
  }
}

/** A value as a frame: its length as four bytes in the machine's order, then JSON in UTF-8. Throws `FrameError` `too-long`. */
export function frameOf(value: unknown): Uint8Array {
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  if (body.length > mostOut) throw new FrameError('too-long');
  const frame = Buffer.alloc(4 + body.length);
  frame.set(new Uint8Array(Uint32Array.of(body.length).buffer), 0);
  frame.set(body, 4);
  return frame;
}

/**
 * The bodies of the frames in a stream, each bytes of its own that the caller may overwrite. Ends with the stream. Throws `FrameError` for a length
 * over the limit, before anything of that length is kept, and for a stream that ends inside a frame.
 */
export async function* readFrames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    rest = joined(rest, chunk);
    for (let length = lengthOf(rest); length !== null && rest.length >= 4 + length; length = lengthOf(rest)) {
      yield rest.slice(4, 4 + length);
      const after = rest.slice(4 + length);
      rest.fill(0);
      rest = after;
    }
  }
  if (rest.length > 0) throw new FrameError('cut-off');
}

/** Null while the four bytes are not there. */
function lengthOf(bytes: Uint8Array): number | null {
  if (bytes.length < 4) return null;
  const [length = 0] = new Uint32Array(bytes.slice(0, 4).buffer);
  if (length > mostIn) throw new FrameError('too-long');
  return length;
}

/** What was typed goes through here: nothing of it is left behind. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first, 0);
  both.set(second, first.length);
  first.fill(0);
  second.fill(0);
  return both;
}
