import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../../packages/look/script.ts';

/** A web site whose pages were written for the old component: they know its wire and nothing of ours. */
export type OldSite = { readonly origin: string; readonly [Symbol.asyncDispose]: () => Promise<void> };

/**
 * Serves one page. Its buttons read the environment from the picture, ask to be trusted, list certificates and sign, as pages of the old
 * component do; what came of it stands in `#said` as JSON.
 */
export async function openOldSite(component: string): Promise<OldSite> {
  const entry = fileURLToPath(new URL('./legacy-page.ts', import.meta.url));
  const { outputFiles } = await build(bundleOptions(entry));
  const page = `<!doctype html><html lang="zh-TW"><meta charset="utf-8"><title>舊版網頁</title>
    <link rel="icon" href="data:,"><body data-component="${component}"><h1>舊版網頁</h1>
    <button id="detect">偵測</button><button id="trust">加入信任網站</button>
    <button id="list">讀取憑證</button><button id="sign">簽章</button><pre id="said"></pre>
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
    origin: `http://old.localhost:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
