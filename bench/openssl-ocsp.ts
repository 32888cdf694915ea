import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './port.ts';

const requests = 1000;

/** Answers that `openssl ocsp` signs per second of its processor time, each on a connection of its own as it wants them. */
export async function opensslOcspRate(folder: string): Promise<number> {
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'peer.key');
  run('req', '-x509', '-new', '-key', 'peer.key', '-subj', '/CN=Peer', '-days', '30', '-out', 'peer.pem');
  writeFileSync(join(folder, 'peer.txt'), 'V\t360101000000Z\t\t1001\tunknown\t/CN=Holder\n');
  run('ocsp', '-issuer', 'peer.pem', '-serial', '0x1001', '-no_nonce', '-reqout', 'peer.req');
  const port = await freePort();
  const files = ['-index', 'peer.txt', '-CA', 'peer.pem', '-rsigner', 'peer.pem', '-rkey', 'peer.key'];
  const command = ['openssl', 'ocsp', '-port', String(port), ...files, '-nrequest', String(requests + 1)];
  const child = spawn('sh', ['-c', '"$@" >/dev/null 2>&1; times', 'sh', ...command], { cwd: folder });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const body = readFileSync(join(folder, 'peer.req'));
  await untilListening(port, body);
  for (let left = requests; left > 0; left -= 1) await ask(port, body);
  await once(child, 'exit');
  const times = [...printed.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  const spent = times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
  return (requests + 1) / spent;
}

/** The first request that is answered is one of those it counts. */
async function untilListening(port: number, body: Uint8Array): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await ask(port, body);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await setTimeout(20);
    }
  }
}

async function ask(port: number, body: Uint8Array): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST / HTTP/1.0\r\nContent-Type: application/ocsp-request\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  socket.write(body);
  let octets = 0;
  for await (const chunk of socket) octets += (chunk as Buffer).length; // sockets give buffers
  if (octets < 200) throw new Error('openssl ocsp gave no answer');
}
