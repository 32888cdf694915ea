import { randomUUID } from 'node:crypto';
import type { Language } from '@kaika/look/language';
import { acr } from '@kaika/wire/claims';
import { isProblemCode, statusOf } from '@kaika/wire/problem';
import { type Context, Hono } from 'hono';
import { errors, type Interaction, type InteractionResults } from 'oidc-provider';
import { neededAcr, suffices } from './acr.ts';
import { type Answer, answerPage } from './answer.ts';
import type { Client } from './config.ts';
import { addressOf, attemptKey, browserSession, type Env } from './context.ts';
import { Consent } from './page/consent.tsx';
import { SignIn, type SignInPage } from './page/sign-in.tsx';
import { text } from './page/text.ts';
import type { Parts } from './part.ts';
import { isPassword } from './password.ts';
import { LoginRefusal, problemOf } from './refusal.ts';
import { keepConsent } from './store/consent.ts';
import { clearAttempts, findPassword, takeAttempt } from './store/password.ts';
import { finishSignIn, recordAdmitted, recordRefused } from './store/sign-in.ts';

const userLimit = { most: 10, seconds: 900 };
const addressLimit = { most: 100, seconds: 900 };

/** The pages between a service's request and its answer; each belongs to the browser that holds the interaction's cookie. */
export function interactionRoutes(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/:uid', (c) => showInteraction(c, parts));
  app.get('/:uid/finish', (c) => finish(c, parts));
  app.post('/:uid/password', (c) => takePassword(c, parts));
  app.post('/:uid/consent', (c) => takeConsent(c, parts));
  app.post('/:uid/abort', async (c) => {
    await openInteraction(c, parts);
    return resolve(c, parts, { error: 'access_denied', error_description: 'cancelled' });
  });
  return app;
}

async function showInteraction(c: Context<Env>, parts: Parts): Promise<Response> {
  const interaction = await openInteraction(c, parts);
  if (interaction.prompt.name === 'consent') return showConsent(c, parts, interaction);
  const code = c.req.query('problem');
  const tries = Number(c.req.query('n') ?? Number.NaN);
  const deadline = c.req.query('deadline');
  return showSignIn(c, parts, interaction, {
    registered: c.req.query('registered') === 'yes',
    problem:
      code !== undefined && isProblemCode(code)
        ? {
            code,
            ...(Number.isInteger(tries) && tries >= 0 && tries < 100 ? { triesLeft: tries } : {}),
            ...(deadline && /^\d{4}-\d{2}-\d{2}$/.test(deadline) ? { detail: { deadline } } : {}),
          }
        : undefined,
  });
}

async function showSignIn(
  c: Context<Env>,
  parts: Parts,
  interaction: Interaction,
  told: Pick<SignInPage, 'problem' | 'registered'> & Partial<Pick<SignInPage, 'refused'>>,
): Promise<Response> {
  const { config, secure, script } = parts;
  browserSession(c, secure);
  const client = clientOf(parts, interaction);
  const language = c.get('language');
  const page = {
    title: text(language).signIn.title,
    script,
    width: acceptsPassword(client, interaction) ? ('wide' as const) : ('narrow' as const),
    status: told.refused ? statusOf(told.refused.code) : 200,
    children: (
      <SignIn
        {...told}
        language={language}
        interaction={interaction.uid}
        origins={config.origins}
        service={nameOf(client, language)}
        password={acceptsPassword(client, interaction)}
        stepUp={interaction.prompt.reasons.includes('acr_too_weak')}
        registration={config.registration ?? true}
      />
    ),
  };
  return send(c, parts, client, page);
}

async function showConsent(c: Context<Env>, parts: Parts, interaction: Interaction): Promise<Response> {
  const client = clientOf(parts, interaction);
  const language = c.get('language');
  return send(c, parts, client, {
    title: text(language).consent.title,
    width: 'narrow',
    children: (
      <Consent
        language={language}
        interaction={interaction.uid}
        service={nameOf(client, language)}
        scopes={scopesOf(interaction)}
      />
    ),
  });
}

/** The end of the certificate road: what was proved by the token becomes the interaction's result, once. */
async function finish(c: Context<Env>, parts: Parts): Promise<Response> {
  const interaction = await openInteraction(c, parts);
  const session = browserSession(c, parts.secure);
  const done = await finishSignIn(parts.db, { session, interaction: interaction.uid }, parts.config.now());
  if (!done?.sub || !done.acr) throw new LoginRefusal({ code: 'login.nonce-expired' });
  return resolve(c, parts, {
    login: { accountId: done.sub, acr: done.acr, amr: [...done.amr], ts: seconds(done.at) },
    signIn: done.id,
  });
}

async function takePassword(c: Context<Env>, parts: Parts): Promise<Response> {
  const interaction = await openInteraction(c, parts);
  const form = await c.req.parseBody();
  const userId = typeof form.userId === 'string' ? form.userId.trim().slice(0, 64) : '';
  const password = typeof form.password === 'string' ? form.password.slice(0, 256) : '';
  const facts = { client: clientOf(parts, interaction).id, interaction: interaction.uid };
  const { db, config } = parts;
  try {
    if (!acceptsPassword(clientOf(parts, interaction), interaction)) {
      throw new LoginRefusal({ code: 'login.too-weak' });
    }
    const sub = await judgePassword(parts, { userId, password, address: addressOf(c) });
    const id = randomUUID();
    const at = config.now();
    await recordAdmitted(db, id, { ...facts, sub, acr: acr.password, amr: ['pwd'] }, at);
    const login = { accountId: sub, acr: acr.password, amr: ['pwd'], ts: seconds(at) };
    return await resolve(c, parts, { login, signIn: id });
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (!problem) throw thrown;
    await recordRefused(db, randomUUID(), { ...facts, code: problem.code }, config.now());
    const told =
      problem.code === 'login.too-weak'
        ? { problem }
        : { problem: undefined, refused: { code: problem.code, userId } };
    return showSignIn(c, parts, interaction, { registered: false, ...told });
  }
}

/** The `sub` of a user ID and its password. Tries are counted first; the answer takes the same time for unknown IDs. */
async function judgePassword(
  { db, config, pepper }: Parts,
  given: { readonly userId: string; readonly password: string; readonly address: string },
): Promise<string> {
  const now = config.now();
  const user = attemptKey(pepper, 'user', given.userId);
  const address = attemptKey(pepper, 'address', given.address);
  const admitted =
    (await takeAttempt(db, address, addressLimit, now)) && (await takeAttempt(db, user, userLimit, now));
  if (!admitted) throw new LoginRefusal({ code: 'request.too-many' });
  const kept = await findPassword(db, given.userId);
  if (!(await isPassword(given.password, kept?.hash, pepper)) || !kept) {
    throw new LoginRefusal({ code: 'login.password-wrong' });
  }
  await clearAttempts(db, user);
  return kept.sub;
}

async function takeConsent(c: Context<Env>, parts: Parts): Promise<Response> {
  const interaction = await openInteraction(c, parts);
  const sub = interaction.session?.accountId;
  const form = await c.req.parseBody();
  if (interaction.prompt.name !== 'consent' || sub === undefined)
    throw new LoginRefusal({ code: 'request.malformed' });
  if (form.answer !== 'agree') {
    return resolve(c, parts, { error: 'access_denied', error_description: 'consent refused' });
  }
  const client = clientOf(parts, interaction).id;
  const scopes = scopesOf(interaction);
  const { provider } = parts.current();
  const grant = new provider.Grant({ clientId: client, accountId: sub });
  grant.addOIDCScope(scopes.join(' '));
  const grantId = await grant.save();
  await keepConsent(parts.db, { sub, client, scopes }, parts.config.now());
  const result = { consent: { grantId } };
  return resolve(c, parts, result, true);
}

/** The interaction of this very page, if this browser began it. Throws LoginRefusal `login.nonce-expired`. */
async function openInteraction(c: Context<Env>, { current }: Parts): Promise<Interaction> {
  try {
    const { incoming, outgoing } = c.env;
    const interaction = await current().provider.interactionDetails(incoming, outgoing);
    if (interaction.uid === c.req.param('uid')) return interaction;
  } catch (cause) {
    if (!(cause instanceof errors.SessionNotFound)) throw cause;
  }
  throw new LoginRefusal({ code: 'login.nonce-expired' });
}

async function resolve(
  c: Context<Env>,
  { current }: Parts,
  result: InteractionResults,
  merge = false,
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const options = { mergeWithLastSubmission: merge };
  return c.redirect(await current().provider.interactionResult(incoming, outgoing, result, options), 303);
}

function clientOf({ config }: Parts, { params }: Interaction): Client {
  const client = config.clients.find(({ id }) => id === params.client_id);
  if (!client) throw new LoginRefusal({ code: 'login.request-bad' });
  return client;
}

function acceptsPassword(client: Client, { params }: Interaction): boolean {
  return suffices(acr.password, neededAcr(client.requiredAcr, params.acr_values));
}

function scopesOf({ params }: Interaction): readonly string[] {
  return typeof params.scope === 'string' ? params.scope.split(' ').filter(Boolean) : [];
}

function nameOf(client: Client, language: Language): string {
  return language === 'en' ? client.name.en : client.name.zh;
}

/** A page whose forms may end at the service that asked. */
function send(c: Context<Env>, { config }: Parts, client: Client, answer: Answer): Promise<Response> {
  const formAction = [...new Set(client.redirectUris.map((uri) => new URL(uri).origin))];
  return answerPage(c, config, { formAction, ...answer });
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
