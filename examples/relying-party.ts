/**
 * A site that lets people sign in with their certificate card: OpenID Connect, nothing else.
 *
 *     npm start                                       # the house, in another terminal
 *     node --import tsx examples/relying-party.ts     # then open http://localhost:9090
 */
import { createServer } from 'node:http';
import * as client from 'openid-client';
import { openFetch } from '../tools/house/resolve.ts'; // finds *.localhost everywhere; a real site leaves it out

const issuer = new URL(process.env.ISSUER ?? 'http://login.localhost:8080/oidc');
const secret = process.env.CLIENT_SECRET ?? 'example-secret-for-the-demonstration';
const here = new URL('http://localhost:9090');
const redirect = new URL('/callback', here).href;

const provider = await client.discovery(issuer, process.env.CLIENT_ID ?? 'example', secret, undefined, {
  // Both for the demonstration alone: http instead of https, and names under .localhost.
  execute: [client.allowInsecureRequests],
  [client.customFetch]: openFetch().fetch as unknown as client.CustomFetch,
});
const pending = new Map<string, string>(); // state → PKCE verifier; a real site keeps these in the browser's session

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', here);
  if (url.pathname !== '/callback') {
    const [state, verifier] = [client.randomState(), client.randomPKCECodeVerifier()];
    pending.set(state, verifier);
    const wanted = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirect,
      scope: 'openid profile organisation card',
      acr_values: 'urn:kaika:loa:card',
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return response.writeHead(303, { location: wanted.href }).end();
  }
  const state = url.searchParams.get('state') ?? '';
  const checks = { expectedState: state, pkceCodeVerifier: pending.get(state) ?? '', idTokenExpected: true };
  pending.delete(state);
  const tokens = await client.authorizationCodeGrant(provider, url, checks).catch((error: Error) => error);
  const told = tokens instanceof Error ? { error: tokens.message } : tokens.claims();
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(told, null, 2));
}).listen(Number(here.port), () => console.log(`Open ${here.href}`));
