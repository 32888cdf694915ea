import { createHash } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import type { Officer } from '@kaika/registry/officer';
import { signIn } from '@kaika/registry/officer';
import { TokenError } from '@kaika/token/error';
import { checkNonce, issueNonce } from '@kaika/token/nonce';
import { readCertificate, verifyCertificate, verifyToken } from '@kaika/token/verify';
import { nonceTtlSeconds, type StatusAnswer, statusQuestion } from '@kaika/wire/token';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { path } from '../page/path.ts';
import { SignInPage } from '../page/sign-in.tsx';
import { trustedStatus } from '../status/own.ts';
import { findCertificate } from '../store/certificate.ts';
import { requireOfficerByCard } from '../store/officer.ts';
import { act } from '../store/save.ts';
import { dropSession, findSession, openSession, signInSession, useNonce } from '../store/session.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { endSession, newSession, sessionId, sessionMs } from './session.ts';
import type { Site } from './site.ts';

/** Officers sign in with their cards at this very origin: the authority uses what it issues, and asks no other service. */
export function signInRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.signIn, (c) => {
    const view = { page: pageContext(c, site), signedOut: c.req.query('signed-out') !== undefined };
    return sendPage(c, site, String(SignInPage({ ...view, problem: c.req.query('problem') })));
  });
  app.post('/api/officer/nonce', async (c) => {
    await site.limits.count(c, 'nonce');
    return c.json({ nonce: await giveNonce(c, site) });
  });
  app.post('/api/officer/status', async (c) => {
    const question = statusQuestion.parse(await c.req.json());
    return c.json(await answerStatus(c, site, question));
  });
  app.post('/api/officer/session', async (c) => {
    const { token } = z.object({ token: z.unknown() }).parse(await c.req.json());
    await openOfficerSession(c, site, token);
    return c.json({ href: path.officer });
  });
  app.post(path.signOut, async (c) => {
    const id = sessionId(c, site);
    if (id !== null) await dropSession(site.context.db, id);
    endSession(c, site);
    return c.redirect(`${path.signIn}?signed-out`, 303);
  });
  return app;
}

async function giveNonce(c: Asked, site: Site): Promise<string> {
  const { db, now } = site.context;
  const id = newSession(c, site);
  const { value } = issueNonce(id, now());
  const expiresAt = new Date(now().getTime() + 2 * nonceTtlSeconds * 1000);
  await openSession(db, { id, nonce: value, expiresAt }, now());
  return value;
}

/** Before the PIN: whether this certificate may sign in. `go` is for ourselves: it says that it was asked. */
async function answerStatus(
  c: Asked,
  site: Site,
  question: { readonly certificate: string; readonly nonce: string },
): Promise<StatusAnswer> {
  const { nonce } = await requireNonce(c, site);
  if (nonce !== question.nonce) throw new TokenError('login.nonce-expired', 'nonce-other-session');
  const certificate = readCertificate(fromBase64(question.certificate));
  await verifyCertificate(certificate, checkOf(site));
  await officerOf(site, certificate.serialNumber);
  const thumbprint = createHash('sha256').update(certificate.der).digest('base64url');
  const key = site.context.vault.keep('go', () => crypto.getRandomValues(new Uint8Array(32)));
  const go = await new SignJWT({ nonce, 'x5t#S256': thumbprint })
    .setProtectedHeader({ alg: 'HS256', typ: 'kaika-go+jwt' })
    .sign(key);
  return { go };
}

async function openOfficerSession(c: Asked, site: Site, token: unknown): Promise<void> {
  const { db, now, config } = site.context;
  const { id, nonce } = await requireNonce(c, site);
  if (!(await useNonce(db, id, now()))) throw new TokenError('login.nonce-expired', 'nonce-used');
  const check = { ...checkOf(site), token, origin: config.origins.authority, nonce };
  const { certificate } = await verifyToken(check);
  const officer = await officerOf(site, certificate.serialNumber);
  const fresh = newSession(c, site);
  const expiresAt = new Date(now().getTime() + sessionMs);
  await act(db, async (trx) => {
    await signInSession(trx, { before: id, id: fresh, officer: officer.id, expiresAt }, now());
    return { changes: [signIn(officer, now())], answer: undefined };
  });
}

async function requireNonce(c: Asked, site: Site): Promise<{ readonly id: string; readonly nonce: string }> {
  const { db, now } = site.context;
  const id = sessionId(c, site) ?? '';
  const session = await findSession(db, id, now());
  const { nonce, nonceIssuedAt, nonceUsedAt } = session ?? {};
  const kept =
    nonce && nonceIssuedAt
      ? { value: nonce, session: id, issuedAt: nonceIssuedAt, usedAt: nonceUsedAt ?? null }
      : undefined;
  return { id, nonce: checkNonce(kept, id, now()).value };
}

function checkOf({ context }: Site) {
  const { ca, now } = context;
  const trust = {
    roots: [ca.root],
    intermediates: ca.intermediates,
    policies: [ca.arc.policies.authentication],
  };
  return { trust, at: now(), findStatus: trustedStatus(context) };
}

/** The officer is found by the card that the record says this certificate is on. */
async function officerOf({ context }: Site, serial: string): Promise<Officer> {
  const certificate = await findCertificate(context.db, serial);
  if (certificate === null) throw new Failure('officer.unknown');
  return requireOfficerByCard(context.db, certificate.cardNumber);
}
