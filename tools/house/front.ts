import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from '@kaika/wire/house';

/** One port for all sites of the house: the Host header says which app answers. */
export type Front = { readonly port: number; readonly [Symbol.asyncDispose]: () => Promise<void> };

/**
 * Listens on 127.0.0.1 and ::1 and hands each request to the app of its host, `name.localhost` or the bare name.
 * The answer of `find` may change, so that apps can call each other while the house is still starting.
 */
export async function openFront(port: number, find: (name: string) => App | undefined): Promise<Front> {
  const listener = getRequestListener((request, env) => {
    const app = find(new URL(request.url).hostname.replace(/\.localhost$/, ''));
    if (app) return app.fetch(request, env);
    if (find('portal')) return Response.redirect(`http://portal.localhost:${port}/`, 302);
    return new Response('Starting', { status: 503, headers: { 'retry-after': '2' } });
  });
  const servers = [await listen(port, '127.0.0.1', listener)];
  try {
    servers.push(await listen(port, '::1', listener));
  } catch {
    // a machine without IPv6: browsers fall back to 127.0.0.1
  }
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function listen(
  port: number,
  host: string,
  listener: ReturnType<typeof getRequestListener>,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
