/**
 * A site that lets people sign in with their card without OpenID: a page that asks the agent, a server that decides.
 *
 *     npm start                                     # the house, in another terminal
 *     node --import tsx examples/sign-in-page.ts    # then open http://localhost:9091, a card in the desk's reader
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { memoryCache } from '@kaika/token/cache';
import { TokenError } from '@kaika/token/error';
import { consumeNonce, issueNonce, type Nonce } from '@kaika/token/nonce';
import { statusBy } from '@kaika/token/status';
import { verifyToken } from '@kaika/token/verify';
import { build } from 'esbuild';
import { openFetch } from '../tools/house/resolve.ts'; // finds *.localhost everywhere; a real site uses its own fetch

const here = process.env.SITE ?? 'http://localhost:9091'; // where people reach this site: yours, never what the page claims
const authority = process.env.AUTHORITY ?? 'http://authority.localhost:8080';
const agent = process.env.AGENT ?? 'http://localhost:61170';
const { fetch } = openFetch();
const trust = {
  // A real site keeps these files; here they are fetched once.
  roots: [await fetchCertificate('root')],
  intermediates: [await fetchCertificate('issuing-cards')],
  policies: ['1.3.6.1.4.1.32473.1.1.1'], // certificates for authentication, of the demonstration
};
const findStatus = statusBy({ fetch, cache: memoryCache() });
const nonces = new Map<string, Nonce>(); // by session; a real site keeps them where it keeps its sessions
const page = fileURLToPath(new URL('./sign-in-page/page.ts', import.meta.url));
const { outputFiles } = await build({ entryPoints: [page], bundle: true, write: false, format: 'esm' });

createServer(async (request, response) => {
  const [, session] = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /page.js') {
    return response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]?.text);
  }
  if (route === 'GET /') {
    const cookie = `session=${randomUUID()}; HttpOnly; SameSite=Lax`;
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': cookie })
      .end(html());
  }
  if (session === undefined || request.headers.origin !== here)
    return json(403, { code: 'request.cross-site' });
  if (route === 'POST /nonce') {
    const nonce = issueNonce(session, new Date());
    nonces.set(session, nonce);
    return json(200, { nonce: nonce.value });
  }
  try {
    const { value: nonce } = consumeNonce(nonces.get(session), session, new Date());
    nonces.delete(session);
    const token = await read(request);
    const { certificate } = await verifyToken({
      token,
      origin: here,
      nonce,
      trust,
      findStatus,
      at: new Date(),
    });
    return json(200, { serialNumber: certificate.serialNumber });
  } catch (error) {
    return json(401, { code: error instanceof TokenError ? error.code : 'request.failed' });
  }
}).listen(Number(new URL(here).port), () => console.log(`Open ${here}`));

async function fetchCertificate(name: string): Promise<Uint8Array> {
  const answer = await fetch(`${authority}/pki/${name}/1/issuer.cer`);
  if (!answer.ok) throw new Error(`the authority has no certificate ${name}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 50_000) return null;
  }
  return JSON.parse(text);
}

function html(): string {
  return `<!doctype html><html lang="zh-TW"><meta charset="utf-8"><title>範例網站</title><link rel="icon" href="data:,">
    <body data-agent="${agent}"><h1>範例網站</h1><button id="go">以憑證登入</button><p id="said"></p>
    <script type="module" src="/page.js"></script></body></html>`;
}
