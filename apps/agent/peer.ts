import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/**
 * The numeric user who opened the other end of a loopback connection, as Linux tells it (/proc/net/tcp and tcp6: each end of such a
 * connection has a row of its own). Null on other systems, and where the other end is gone already.
 */
export function peerUser(socket: Pick<Socket, 'remotePort' | 'localPort'>): number | null {
  const { remotePort, localPort } = socket;
  if (process.platform !== 'linux' || remotePort === undefined || localPort === undefined) return null;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const user = findUser(read(table), { from: remotePort, to: localPort });
    if (user !== null) return user;
  }
  return null;
}

/** The owner of the socket that is connected from one port to the other, in the text of such a table; null where it is not there. */
export function findUser(
  table: string,
  { from, to }: { readonly from: number; readonly to: number },
): number | null {
  for (const line of table.split('\n')) {
    const [, local = '', remote = '', , , , , user] = line.trim().split(/\s+/);
    if (portOf(local) === from && portOf(remote) === to) return Number(user);
  }
  return null;
}

/** Whether an agent serves somebody: its own user and root, who needs no port to do anything; also whom the system does not name. */
export function isAdmitted(user: number | null): boolean {
  return user === null || user === 0 || user === process.getuid?.();
}

/** `0100007F:EEF2`: address and port, hexadecimal. */
function portOf(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // a machine without IPv6, or without /proc
  }
}
