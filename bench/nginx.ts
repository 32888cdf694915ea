import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './port.ts';
import { stop } from './program.ts';

/** nginx with one worker that serves one file, to POST as to GET. */
export async function startNginx(
  folder: string,
  { path, length }: { readonly path: string; readonly length: number },
): Promise<AsyncDisposable & { readonly port: number; readonly pid: number }> {
  const port = await freePort();
  const root = join(folder, 'static');
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), Buffer.alloc(length, 0x30));
  const config = join(folder, 'nginx.conf');
  const pidFile = join(folder, 'nginx.pid');
  writeFileSync(
    config,
    `user root; daemon off; worker_processes 1; pid ${pidFile}; error_log stderr crit;
    events { worker_connections 512; }
    http {
      access_log off; sendfile on; tcp_nodelay on; keepalive_requests 100000000; client_body_temp_path ${folder};
      open_file_cache max=10; open_file_cache_valid 60s; default_type application/ocsp-response;
      server { listen 127.0.0.1:${port}; root ${root}; error_page 405 =200 $uri; }
    }`,
  );
  const child = spawn('nginx', ['-c', config, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  await once(child, 'spawn');
  return {
    port,
    pid: await workerOf(child.pid ?? 0, pidFile),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await stop(child);
    },
  };
}

/** The worker is the master's only child. */
async function workerOf(master: number, pidFile: string): Promise<number> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const children = existsSync(pidFile)
      ? readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim()
      : '';
    if (children !== '') return Number(children.split(' ')[0]);
    if (Date.now() > deadline) throw new Error('nginx did not start');
    await setTimeout(20);
  }
}
