import { randomUUID } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import { BytesError } from '@kaika/bytes/error';
import { readCertificate } from '@kaika/token/verify';
import { acr, type StatusSource } from '@kaika/wire/claims';
import { statusOf } from '@kaika/wire/problem';
import { nonce as nonceShape, nonceTtlSeconds, statusQuestion } from '@kaika/wire/token';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { type Admitted, organisationOid, thumbprint } from './certificate.ts';
import { addressOf, attemptKey, type Env, knownSession } from './context.ts';
import type { Parts } from './part.ts';
import { LoginRefusal, problemOf } from './refusal.ts';
import { type Account, admitOrganisation, findOrganisation, findPerson } from './store/account.ts';
import { checkChallenge, consumeChallenge, issueChallenge } from './store/challenge.ts';
import { takeAttempt } from './store/password.ts';
import { findCardNumber, recordAdmitted, recordRefused } from './store/sign-in.ts';

/** `POST /api/login/nonce`: the interaction whose page asks. */
const nonceQuestion = z.object({ interaction: z.string().regex(/^[\w-]{10,64}$/) });
/** `POST /api/login/token`: the token and the nonce it was made for. */
const tokenQuestion = z.object({ nonce: nonceShape, token: z.unknown() });
/** For each address; a room full of people behind one may still sign in. */
const limit = { most: 120, seconds: 600 };
const LARGEST_BODY = 32_768;

/** The certificate road: nonce → status before the PIN → token. All JSON; refusals are problems. */
export function certificateRoutes(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: () => refuse({ code: 'request.too-large' }) }));
  app.post('/nonce', (c) => giveNonce(c, parts));
  app.post('/status', (c) => tellStatus(c, parts));
  app.post('/token', (c) => takeToken(c, parts));
  app.onError((thrown) => {
    const problem = problemOf(thrown);
    if (!problem) parts.config.log.error({ err: thrown }, 'certificate login failed');
    return refuse(problem ?? { code: 'request.failed' });
  });
  return app;
}

async function giveNonce(c: Context<Env>, parts: Parts): Promise<Response> {
  const { interaction } = await readBody(c, nonceQuestion);
  const { db, config, pepper } = parts;
  const session = sessionOf(c, parts);
  const key = attemptKey(pepper, 'address', addressOf(c));
  if (!(await takeAttempt(db, key, limit, config.now())))
    throw new LoginRefusal({ code: 'request.too-many' });
  return c.json({ nonce: await issueChallenge(db, { session, interaction }, config.now()) });
}

async function tellStatus(c: Context<Env>, parts: Parts): Promise<Response> {
  const { certificate, nonce } = await readBody(c, statusQuestion);
  const session = sessionOf(c, parts);
  const interaction = await checkChallenge(parts.db, { nonce, session }, parts.config.now());
  const der = decode(certificate);
  try {
    await parts.judge.before(readCertificate(der));
  } catch (thrown) {
    await noteRefusal(parts, thrown, { interaction, session, certificate: thumbprint(der) });
    throw thrown;
  }
  return c.json({ go: await signGo(parts, nonce, der) });
}

async function takeToken(c: Context<Env>, parts: Parts): Promise<Response> {
  const { nonce, token } = await readBody(c, tokenQuestion);
  const { db, config, judge } = parts;
  const asker = { nonce, session: sessionOf(c, parts) };
  const interaction = await consumeChallenge(db, asker, config.now());
  const facts = { interaction, session: asker.session };
  try {
    const admitted = await judge.after(token, nonce);
    const certificate = thumbprint(admitted.certificate.der);
    const { account, cardNumber } = await accountOf(parts, admitted, certificate);
    await recordAdmitted(
      db,
      randomUUID(),
      { ...facts, ...cardFacts(account, admitted.statusSource), cardNumber, certificate },
      config.now(),
    );
  } catch (thrown) {
    await noteRefusal(parts, thrown, facts);
    throw thrown;
  }
  return c.json({ location: `/interaction/${interaction}/finish` });
}

function cardFacts(account: Account, statusSource: StatusSource) {
  return { sub: account.sub, acr: acr.card, amr: ['sc', 'pin'], statusSource };
}

/** Whose card this is: a person bound to it, else its organisation, made at its first login. */
async function accountOf(
  { db, config }: Parts,
  { told, certificate }: Admitted,
  hash: string,
): Promise<{ account: Account; cardNumber: string | null }> {
  const cardNumber = told?.cardNumber ?? (await findCardNumber(db, hash));
  const person = cardNumber === null ? undefined : await findPerson(db, cardNumber);
  if (person) return { account: person, cardNumber };
  if (told) {
    const made = { sub: randomUUID(), at: config.now() };
    return { account: await admitOrganisation(db, told.organisation, made), cardNumber };
  }
  const oid = organisationOid(certificate);
  const known = oid === undefined ? undefined : await findOrganisation(db, oid);
  // The first login of an organisation needs the authority's word on who it is.
  if (!known) throw new LoginRefusal({ code: 'status.unreachable' });
  return { account: known, cardNumber };
}

async function noteRefusal(
  { db, config }: Parts,
  thrown: unknown,
  facts: { interaction: string; session: string; certificate?: string },
): Promise<void> {
  const problem = problemOf(thrown);
  if (problem) await recordRefused(db, randomUUID(), { ...facts, code: problem.code }, config.now());
}

/** The word that lets the agent ask for the PIN: bound to nonce and certificate, good for as long as the nonce. */
async function signGo({ current, config }: Parts, nonce: string, certificate: Uint8Array): Promise<string> {
  const { jwk } = current().signing;
  const seconds = Math.floor(config.now().getTime() / 1000);
  return new SignJWT({ nonce, 'x5t#S256': thumbprint(certificate) })
    .setProtectedHeader({ alg: 'RS256', typ: 'kaika-go+jwt', kid: jwk.kid })
    .setIssuer(config.origins.login)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + nonceTtlSeconds)
    .sign(await importJWK(jwk, 'RS256'));
}

function sessionOf(c: Context<Env>, { secure }: Parts): string {
  const session = knownSession(c, secure);
  if (session === undefined) throw new LoginRefusal({ code: 'login.nonce-expired' });
  return session;
}

async function readBody<T>(c: Context<Env>, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new LoginRefusal({ code: 'request.malformed' });
  return parsed.data;
}

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch (cause) {
    if (cause instanceof BytesError) throw new LoginRefusal({ code: 'login.token-bad' }, { cause });
    throw cause;
  }
}

function refuse(problem: LoginRefusal['problem']): Response {
  return new Response(JSON.stringify(problem), {
    status: statusOf(problem.code),
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
