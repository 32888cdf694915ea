import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../../packages/look/script.ts';

/** A web site of its own, which uses the agent as any site may. */
export type Stranger = { readonly origin: string; readonly [Symbol.asyncDispose]: () => Promise<void> };

/** Serves one page with two buttons: which certificate would the person choose, and a login token for a nonce of 32 zeros. */
export function openStranger(agent: string): Promise<Stranger> {
  const buttons = '<button id="ask">選擇憑證</button><button id="login">登入</button>';
  return serveSite('stranger-page.ts', { agent, buttons });
}

/** Serves a page whose script is that file of this folder; it says what came of it in `#said`. */
export async function serveSite(
  script: string,
  { agent, buttons = '' }: { readonly agent: string; readonly buttons?: string },
): Promise<Stranger> {
  const entry = fileURLToPath(new URL(script, import.meta.url));
  const { outputFiles } = await build(bundleOptions(entry));
  const page = `<!doctype html><html lang="zh-TW"><meta charset="utf-8"><title>陌生的網站</title>
    <link rel="icon" href="data:,"><body data-agent="${agent}">${buttons}<p id="said"></p>
    <script type="module" src="/page.js"></script></body></html>`;
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]?.text : page);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    origin: `http://stranger.localhost:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
