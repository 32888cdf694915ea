import { acr } from '@kaika/wire/claims';
import { type Context, Hono } from 'hono';
import type { PortalConfig } from './config.ts';
import { dropCookie, type Env, readCookie, writeCookie } from './context.ts';
import { Member, MemberDoor, SignedOut } from './page/member.tsx';
import { answerPage } from './page/shell.tsx';
import { PortalRefusal } from './refusal.ts';
import { logoutTokenSeconds, type Relying } from './relying.ts';
import { endNamed, endSession, keepAttempt, keepSession, sweep, takeAttempt } from './store/session.ts';
import type { Database } from './store/table.ts';
import { memberWords } from './word/member.ts';

export type MemberParts = { readonly config: PortalConfig; readonly db: Database; readonly relying: Relying };

/** How long a sign-in may take, and how long a session lasts, in milliseconds. */
const attemptLasts = 1_800_000;
const sessionLasts = 14_400_000;

/** The member area, signing in to it and out of it. */
export function memberRoutes(parts: MemberParts): Hono<Env> {
  const { config } = parts;
  const app = new Hono<Env>();
  app.get('/member', (c) => {
    const language = c.get('language');
    const session = c.get('session');
    const children = session ? (
      <Member language={language} origins={config.origins} claims={session.claims} />
    ) : (
      <MemberDoor language={language} />
    );
    return answerPage(c, config, { title: memberWords(language).title, children });
  });
  app.get('/login', (c) => begin(c, parts));
  app.get('/callback', (c) => finish(c, parts));
  app.post('/logout', (c) => signOut(c, parts));
  app.get('/signed-out', (c) => {
    const language = c.get('language');
    const title = memberWords(language).signedOutTitle;
    return answerPage(c, config, { title, width: 'narrow', children: <SignedOut language={language} /> });
  });
  return app;
}

/** `POST /backchannel-logout`: the login service says whose session is over. No browser, no cookie, no Origin. */
export async function backchannel(c: Context<Env>, { config, db, relying }: MemberParts): Promise<Response> {
  const form = await c.req.parseBody();
  if (typeof form.logout_token !== 'string') throw new PortalRefusal('request.malformed');
  const logout = await relying.readLogout(form.logout_token);
  const expiresAt = new Date(config.now().getTime() + 2 * logoutTokenSeconds * 1000);
  if (!(await endNamed(db, logout, expiresAt))) throw new PortalRefusal('request.malformed');
  return c.body(null, 200, { 'cache-control': 'no-store' });
}

async function begin(c: Context<Env>, { config, db, relying }: MemberParts): Promise<Response> {
  const byCard = c.req.query('card') === 'yes';
  const { href, attempt } = await relying.begin(c.get('language'), byCard ? acr.card : undefined);
  const expiresAt = new Date(config.now().getTime() + attemptLasts);
  const secret = await keepAttempt(db, { ...attempt, onward: onwardOf(c.req.query('onward')) }, expiresAt);
  writeCookie(c, config, 'attempt', secret);
  return c.redirect(href, 303);
}

async function finish(c: Context<Env>, { config, db, relying }: MemberParts): Promise<Response> {
  const now = config.now();
  const kept = readCookie(c, config, 'attempt');
  const attempt = kept === undefined ? undefined : await takeAttempt(db, kept, now);
  dropCookie(c, config, 'attempt');
  if (!attempt) throw new PortalRefusal('login.nonce-expired');
  const { search } = new URL(c.req.url);
  // Our own public address, whatever the Host header says.
  const callback = new URL(`/callback${search}`, config.origins.portal);
  const { claims, idToken } = await relying.finish(callback, attempt);
  const before = readCookie(c, config, 'session');
  if (before !== undefined) await endSession(db, before);
  const session = { sub: claims.sub, sid: claims.sid ?? null, idToken, claims };
  const secret = await keepSession(db, session, new Date(now.getTime() + sessionLasts));
  writeCookie(c, config, 'session', secret);
  await sweep(db, now);
  return c.redirect(attempt.onward, 303);
}

async function signOut(c: Context<Env>, { config, db, relying }: MemberParts): Promise<Response> {
  const secret = readCookie(c, config, 'session');
  const ended = secret === undefined ? undefined : await endSession(db, secret);
  dropCookie(c, config, 'session');
  if (!ended) return c.redirect('/signed-out', 303);
  return c.redirect(await relying.endHref(ended.idToken, c.get('language')), 303);
}

/** A path of this site and nothing else: `//host` and backslashes would lead elsewhere. */
function onwardOf(wish: string | undefined): string {
  return wish !== undefined && /^\/[A-Za-z][\w/-]*$/.test(wish) ? wish : '/member';
}
