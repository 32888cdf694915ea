import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { App } from '@kaika/wire/house';

/** Servers of one port on both loopback addresses. */
export type Listening = { readonly port: number } & AsyncDisposable;

/**
 * Listens on 127.0.0.1 and, where the machine has it, ::1, never on another address. `port` 0 takes a free one. Null where another program has
 * the port. Connections of users `admits` does not want are answered `request.cross-site`, whatever they ask.
 */
export async function listenLoopback(
  fetch: App['fetch'],
  port: number,
  admits: (socket: Socket) => boolean = () => true,
): Promise<Listening | null> {
  const first = await listen(fetch, { host: '127.0.0.1', port, admits });
  if (first === null) return null;
  const bound = portOf(first);
  const second = await listen(fetch, { host: '::1', port: bound, admits });
  const servers = second === null ? [first] : [first, second];
  return {
    port: bound,
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map(close));
    },
  };
}

async function listen(
  fetch: App['fetch'],
  where: { readonly host: string; readonly port: number; readonly admits: (socket: Socket) => boolean },
): Promise<Server | null> {
  const strangers = new WeakSet<Socket>();
  const answer = (request: Request, env: HttpBindings | Http2Bindings) =>
    strangers.has(env.incoming.socket) ? refuseStranger() : fetch(request, env);
  // Without a certificate the adaptor makes a server of node:http.
  const server = createAdaptorServer({ fetch: answer }) as Server;
  server.on('connection', (socket: Socket) => void (where.admits(socket) || strangers.add(socket)));
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken =
        error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
      if (isTaken) resolve(null);
      else reject(error);
    });
    server.listen(where.port, where.host, () => resolve(server));
  });
}

function refuseStranger(): Response {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return Response.json({ code: 'request.cross-site' }, { status: 403, headers });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('a listening server has a port');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
