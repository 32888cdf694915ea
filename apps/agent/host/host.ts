import type { Context } from '../conversation/context.ts';
import type { Settings } from '../settings.ts';
import { hearPage } from '../window/app.ts';
import { readFields } from '../window/fields.ts';
import type { Session } from '../window/session.ts';
import { openWindows, replyOf, type Windows } from '../window/windows.ts';
import { frameOf, readFrames } from './frame.ts';
import { type FromHost, formIn, plainMessage } from './message.ts';

/** The extension's side: what it sends, and where what is said goes. */
export type Pipe = { readonly input: AsyncIterable<Uint8Array>; readonly write: (frame: Uint8Array) => void };

/**
 * One conversation of one page, over standard input and output: the same session as in the agent's own window, its lines in frames. Resolves when the
 * extension has gone, or has sent what it never sends; whatever waits then ends as cancelled. Throws `FrameError`.
 */
export async function runHost(
  pipe: Pipe,
  parts: { readonly context: Context; readonly settings: Settings },
): Promise<void> {
  const windows = openWindows(parts);
  const say = (message: FromHost) => pipe.write(frameOf(message));
  let session: Session | null = null;
  let origin = '';
  try {
    for await (const frame of readFrames(pipe.input)) {
      const form = formIn(frame);
      if (form !== null) {
        if (session === null) return;
        const { screen, reply } = replyOf(readFields(form));
        session.submit(screen, reply);
        continue;
      }
      const message = parse(frame);
      if (message === null) return;
      if ('open' in message) {
        if (session !== null) return;
        origin = message.open.origin;
        session = begin(windows, say);
        if (session !== null) say({ ready: parts.context.version });
      } else if (session === null) return;
      else hearPage(session, { origin, message: message.say }, parts.context);
    }
  } finally {
    windows.close();
  }
}

function parse(frame: Uint8Array) {
  try {
    return plainMessage.safeParse(JSON.parse(new TextDecoder().decode(frame))).data ?? null;
  } catch {
    return null;
  } finally {
    frame.fill(0);
  }
}

/** Opens the session and sends its lines on as they come. */
function begin(windows: Windows, say: (message: FromHost) => void): Session | null {
  const session = windows.open('zh-TW');
  if (session === null) return null;
  session.show({ kind: 'opening' });
  void forward(session, say);
  return session;
}

async function forward(session: Session, say: (message: FromHost) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of session.lines()) {
    // The session writes whole lines.
    for (const line of decoder.decode(chunk).split('\n')) if (line !== '') say({ line: JSON.parse(line) });
  }
}
