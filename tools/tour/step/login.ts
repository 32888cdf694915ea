import { type LoginClaims, loginClaims } from '@kaika/wire/claims';
import * as client from 'openid-client';
import { find, type Page, type Visitor } from '../visitor.ts';
import type { Proof, Walk } from '../walk.ts';
import { applicant } from './apply.ts';

/** The relying party of the tour, registered with the house for examples. */
const guest = {
  id: 'example',
  secret: 'example-secret-for-the-demonstration',
  redirectUri: 'http://localhost:9090/callback',
} as const;

/** Portal → certificate login → services; the filing service by single sign-on; and what an ID token then says. */
export async function login(walk: Walk): Promise<Proof> {
  const { origins, visitor, found } = walk;
  const person = visitor();
  const opened = await person.read(`${origins.portal}/login`);
  const home = await signInWithCard(walk, { person, pin: applicant.pin, at: opened.url });
  if (!home.includes(applicant.name)) throw new Error('the portal does not greet the organisation');
  const filing = await person.read(`${origins.filing}/login`);
  if (new URL(filing.url).origin !== origins.filing) throw new Error(`single sign-on ended at ${filing.url}`);
  const claims = await claimsOf(walk, person);
  if (claims.card_number !== found.cardNumber) throw new Error('the ID token names another card');
  found.visitor = person;
  return {
    what: 'Logged in at the portal with the card; the filing service opened without another PIN',
    facts: {
      sub: claims.sub,
      acr: String(claims.acr),
      amr: String(claims.amr),
      organisation: `${claims.org_name} (${claims.org_oid}, ${claims.org_kind})`,
      card: String(claims.card_number),
      'status decided by': String(claims.status_source),
    },
  };
}

/** The login service's certificate road, from its sign-in page on. Answers the text of the page it ends at. */
export async function signInWithCard(
  { origins, agent }: Walk,
  { person, pin, at }: { readonly person: Visitor; readonly pin: string; readonly at: string },
): Promise<string> {
  const interaction = /\/interaction\/([\w-]+)/.exec(at)?.[1] ?? '';
  const ask = async (what: string, body: unknown) =>
    Object(await person.ask(`${origins.login}/api/login/${what}`, body));
  const nonce = ask('nonce', { interaction }).then((answer) => String(answer.nonce));
  const token = await agent(origins.login, { pin }).authenticate({
    nonce,
    status: (question) => ask('status', question),
  });
  const { location } = await ask('token', { nonce: await nonce, token });
  return (await person.read(new URL(String(location), origins.login).href)).text;
}

/** Acts as a relying party with `openid-client`: code flow with PKCE, the ID token checked. */
async function claimsOf({ origins, fetch }: Walk, person: Visitor): Promise<LoginClaims> {
  const authentication = client.ClientSecretPost(guest.secret);
  const provider = await client.discovery(new URL(`${origins.login}/oidc`), guest.id, {}, authentication, {
    execute: [client.allowInsecureRequests],
    // openid-client's fetch is the standard one with narrower options
    [client.customFetch]: fetch as unknown as client.CustomFetch,
  });
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedNonce = client.randomNonce();
  const wanted = client.buildAuthorizationUrl(provider, {
    redirect_uri: guest.redirectUri,
    scope: 'openid profile organisation card',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    nonce: expectedNonce,
  });
  const asked = await person.read(wanted.href, guest.redirectUri);
  const answered = asked.url.startsWith(guest.redirectUri)
    ? asked
    : await agree(origins.login, person, asked);
  const tokens = await client.authorizationCodeGrant(provider, new URL(answered.url), {
    pkceCodeVerifier,
    expectedNonce,
  });
  return loginClaims.parse(tokens.claims());
}

/** Strangers among the relying parties are asked about once; the house's own are not. */
function agree(login: string, person: Visitor, asked: Page): Promise<Page> {
  const interaction = find({ ...asked, text: asked.url }, /\/interaction\/([\w-]+)/, 'the consent page');
  return person.send(`${login}/interaction/${interaction}/consent`, { answer: 'agree' }, guest.redirectUri);
}
