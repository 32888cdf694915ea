import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from '@kaika/wire/house';

/** Servers of one port on both loopback addresses. */
export type Listening = { readonly port: number } & AsyncDisposable;

/**
 * Listens on 127.0.0.1 and, where the machine has it, ::1, never on another address. `port` 0 takes a free one. Null where another program has the port.
 */
export async function listenLoopback(fetch: App['fetch'], port: number): Promise<Listening | null> {
  const first = await listen(fetch, { host: '127.0.0.1', port });
  if (first === null) return null;
  const bound = portOf(first);
  const second = await listen(fetch, { host: '::1', port: bound });
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
  where: { readonly host: string; readonly port: number },
): Promise<Server | null> {
  // Without a certificate the adaptor makes a server of node:http.
  const server = createAdaptorServer({ fetch }) as Server;
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
