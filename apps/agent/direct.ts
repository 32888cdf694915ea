import { Hono, type Context as Request } from 'hono';
import type { Context } from './conversation/context.ts';
import { heldReaders, statusFor } from './conversation/look.ts';
import { refuse } from './guard.ts';

/**
 * `GET /status` and `GET /cards` for pages that may fetch from this computer. Readable for the exact origins that are trusted,
 * and for programs of this machine that name no origin; others get `agent.not-trusted` and cannot even read that.
 */
export function directApp(context: Context): Hono {
  const app = new Hono();
  app.get('/status', async (c) => {
    const origin = admit(c, context);
    return origin === null ? stranger(c) : c.json(await statusFor(origin, context));
  });
  app.get('/cards', async (c) =>
    admit(c, context) === null ? stranger(c) : c.json(await heldReaders(context)),
  );
  return app;
}

/** The origin that may read the answer, `''` for a program of this machine; null for a stranger. */
function admit(c: Request, { trust }: Context): string | null {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  c.header('vary', 'origin, sec-fetch-site');
  if (origin === undefined)
    return site === undefined || site === 'none' || site === 'same-origin' ? '' : null;
  if (!trust.isTrusted(origin)) return null;
  c.header('access-control-allow-origin', origin);
  return origin;
}

function stranger(c: Request): Response {
  return refuse(c, { code: 'agent.not-trusted' });
}
