import type { Language } from '@kaika/look/language';
import type { Hono, Context as Request } from 'hono';
import type { Context } from '../conversation/context.ts';
import type { Reply } from '../conversation/face.ts';
import { atMost, refuse } from '../guard.ts';
import type { Settings } from '../settings.ts';
import { readFields } from './fields.ts';
import { renderer } from './render.tsx';
import { Session } from './session.ts';

/** So many windows at once; a page that opens more is only told that the agent is busy. */
const mostWindows = 32;

/** The windows of one port that are open now. */
export type Windows = {
  /** A new one, or null where there are too many. */
  open(language: Language): Session | null;
  find(id: string | undefined): Session | null;
  /** Ends them all. */
  close(): void;
};

export function openWindows(parts: { readonly context: Context; readonly settings: Settings }): Windows {
  const sessions = new Map<string, Session>();
  const render = renderer(parts.context, parts.settings);
  return {
    open(language) {
      for (const [id, session] of sessions) if (session.isOver) sessions.delete(id);
      if (sessions.size >= mostWindows) return null;
      const session = new Session(parts.context, language, render);
      sessions.set(session.id, session);
      return session;
    },
    find: (id) => sessions.get(id ?? '') ?? null,
    close() {
      for (const session of sessions.values()) session.end({ code: 'agent.cancelled' });
    },
  };
}

/**
 * The two roads every window has, whichever wire its page speaks: `POST /window/{id}/hear` is the stream of lines to its terminal,
 * `form` what was typed (urlencoded). Each request brings its own secret in the header `kaika-secret`.
 */
export function handWindows(app: Hono, windows: Windows): void {
  app.post('/window/:id/hear', atMost(0), (c) => {
    const session = windows.find(c.req.param('id'));
    if (!session?.hear.use(c.req.header('kaika-secret'))) return refuse(c, { code: 'request.cross-site' });
    session.show({ kind: 'opening' });
    return new Response(session.lines(), { headers: { 'content-type': 'application/x-ndjson' } });
  });
  app.post('/window/:id/form', atMost(8192), async (c) => {
    const session = sayingSession(c, windows);
    if (session === null) return refuse(c, { code: 'request.cross-site' });
    const { screen, reply } = replyOf(readFields(new Uint8Array(await c.req.arrayBuffer())));
    session.submit(screen, reply);
    return c.json({ secret: session.say.value });
  });
}

/** The session whose terminal speaks, if it brings the secret for this request. */
export function sayingSession(c: Request, windows: Windows): Session | null {
  const session = windows.find(c.req.param('id'));
  return session?.say.use(c.req.header('kaika-secret')) ? session : null;
}

/** The fields of a form as the number of its screen, the button, and what was typed. */
export function replyOf(typed: ReadonlyMap<string, Uint8Array>): { screen: number; reply: Reply } {
  const fields = new Map(typed);
  const take = (name: string) => new TextDecoder().decode(fields.get(name));
  const screen = Number(take('screen'));
  const choice = take('choice');
  fields.delete('screen');
  fields.delete('choice');
  return { screen, reply: { choice, fields } };
}
