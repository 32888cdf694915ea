import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { readLogoutToken } from '../login/logout.ts';
import { whoIs } from '../login/who.ts';
import type { Env, Office, Visit } from '../office.ts';
import { HomePage, SignedOutPage } from '../page/home.tsx';
import { Refusal } from '../rule/refusal.ts';
import {
  deleteSession,
  deleteSessionsOf,
  insertAttempt,
  insertSession,
  takeAttempt,
} from '../store/session.ts';
import { bodyOf, cookieName, frameOf, isSecure, sameOrigin } from '../visit.ts';

const sessionSeconds = 4 * 3600;
const attemptSeconds = 600;

/** Home, signing in and out. */
export function sessionRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/', (c) => {
    const role = c.get('session')?.actor.role;
    if (role !== undefined) return c.redirect(role === 'examiner' ? '/queue' : '/case');
    return c.html(<HomePage frame={frameOf(c, office)} />);
  });
  routes.get('/login', (c) => beginLogin(c, office));
  routes.get('/callback', (c) => finishLogin(c, office));
  routes.post('/logout', sameOrigin(office), (c) => signOut(c, office));
  routes.get('/signed-out', (c) => c.html(<SignedOutPage frame={frameOf(c, office)} />));
  // Sent by the login service itself: no browser, no Origin; the token is the proof.
  routes.post('/backchannel-logout', async (c) => {
    const token = (await bodyOf(c)).logout_token;
    if (typeof token !== 'string') throw new Refusal('request.malformed');
    await deleteSessionsOf(office.store, await readLogoutToken(token, office.config, office.relying));
    return c.body(null, 200);
  });
  return routes;
}

async function beginLogin(c: Visit, office: Office): Promise<Response> {
  const { href, attempt } = await office.relying.begin(c.get('language'));
  const onward = onwardOf(c.req.query('onward'));
  const expiresAt = new Date(office.config.now().getTime() + attemptSeconds * 1000);
  const secret = await insertAttempt(office.store, { ...attempt, onward, expiresAt });
  keep(c, office, { name: 'filing_login', secret, seconds: attemptSeconds });
  return c.redirect(href);
}

async function finishLogin(c: Visit, office: Office): Promise<Response> {
  const { config, store, relying } = office;
  const now = config.now();
  const secret = getCookie(c, cookieName(office, 'filing_login')) ?? '';
  keep(c, office, { name: 'filing_login', secret: '', seconds: 0 });
  const attempt = await takeAttempt(store, secret, now);
  if (attempt === undefined) throw new Refusal('session.login-failed');
  const callback = new URL(
    `${new URL(c.req.url).pathname}${new URL(c.req.url).search}`,
    config.origins.filing,
  );
  const { claims, idToken } = await relying.finish(callback, attempt);
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const session = await insertSession(store, { ...whoIs(claims, config), idToken, expiresAt });
  keep(c, office, { name: 'filing', secret: session, seconds: sessionSeconds });
  return c.redirect(attempt.onward);
}

/** Ends the session here, then at the login service, which tells every other service. */
async function signOut(c: Visit, office: Office): Promise<Response> {
  const session = c.get('session');
  keep(c, office, { name: 'filing', secret: '', seconds: 0 });
  if (session === undefined) return c.redirect('/signed-out');
  await deleteSession(office.store, session.id, office.config.now());
  const href = await office.relying.endHref(session.idToken).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return '/signed-out';
  });
  return c.redirect(href);
}

type Kept = { readonly name: 'filing' | 'filing_login'; readonly secret: string; readonly seconds: number };

function keep(c: Visit, office: Office, { name, secret, seconds }: Kept): void {
  setCookie(c, cookieName(office, name), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(office),
    maxAge: seconds,
  });
}

/** A path of this very service, or its home. */
function onwardOf(wished: string | undefined): string {
  return wished !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(wished) ? wished : '/';
}
