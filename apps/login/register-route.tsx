import { randomUUID } from 'node:crypto';
import type { FormErrors } from '@kaika/look/form';
import { text as textShape } from '@kaika/wire/application';
import { type ProblemCode, problems } from '@kaika/wire/problem';
import { type Context, Hono } from 'hono';
import { answerPage } from './answer.ts';
import { addressOf, attemptKey, type Env } from './context.ts';
import { Register } from './page/register.tsx';
import { text } from './page/text.ts';
import type { Parts } from './part.ts';
import { hashPassword, isAcceptable } from './password.ts';
import { LoginRefusal } from './refusal.ts';
import { registerMember, takeAttempt } from './store/password.ts';

const limit = { most: 20, seconds: 3600 };
const nameShape = textShape(100);

type Typed = {
  readonly interaction: string;
  readonly name: string;
  readonly userId: string;
  readonly password: string;
  readonly again: string;
};

/** User IDs with a password, for services that need no card. */
export function registerRoutes(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/', (c) => {
    if (parts.config.registration === false) throw new LoginRefusal({ code: 'request.not-found' });
    return show(c, parts, { ...empty, interaction: interactionIn(c.req.query('interaction')) }, {});
  });
  app.post('/', (c) => register(c, parts));
  return app;
}

const empty: Typed = { interaction: '', name: '', userId: '', password: '', again: '' };

async function register(c: Context<Env>, parts: Parts): Promise<Response> {
  const { db, config, pepper } = parts;
  if (config.registration === false) throw new LoginRefusal({ code: 'request.not-found' });
  const typed = await readForm(c);
  const errors = check(typed);
  if (Object.keys(errors).length > 0) return show(c, parts, typed, errors);
  const key = attemptKey(pepper, 'register', addressOf(c));
  if (!(await takeAttempt(db, key, limit, config.now())))
    throw new LoginRefusal({ code: 'request.too-many' });
  const hash = await hashPassword(typed.password, pepper);
  const member = { sub: randomUUID(), userId: typed.userId, name: typed.name, hash };
  if (!(await registerMember(db, member, config.now()))) {
    return show(c, parts, typed, { userId: 'login.user-id-taken' });
  }
  const { interaction } = typed;
  return c.redirect(
    interaction === '' ? config.origins.portal : `/interaction/${interaction}?registered=yes`,
    303,
  );
}

function check(typed: Typed): Readonly<Record<string, ProblemCode>> {
  const errors: Record<string, ProblemCode> = {};
  if (!nameShape.safeParse(typed.name).success) errors.name = 'field.required';
  if (!/^[A-Za-z][A-Za-z0-9._-]{3,31}$/.test(typed.userId)) errors.userId = 'login.user-id-rule';
  if (!isAcceptable(typed.password, typed.userId)) errors.password = 'login.password-rule';
  else if (typed.password !== typed.again) errors.again = 'login.password-mismatch';
  return errors;
}

function show(
  c: Context<Env>,
  { config, script }: Parts,
  typed: Typed,
  errors: Readonly<Record<string, ProblemCode>>,
): Promise<Response> {
  const language = c.get('language');
  const url = new URL(c.req.url);
  const path = typed.interaction === '' ? url.pathname : `${url.pathname}?interaction=${typed.interaction}`;
  return answerPage(c, config, {
    path,
    title: text(language).register.title,
    width: 'narrow',
    script,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <Register
        language={language}
        interaction={typed.interaction}
        typed={typed}
        errors={wordsOf(errors, language === 'en' ? 'en' : 'zh')}
      />
    ),
  });
}

function wordsOf(errors: Readonly<Record<string, ProblemCode>>, language: 'zh' | 'en'): FormErrors {
  const sentences = Object.entries(errors).map(([field, code]) => [
    field,
    problems[code][language].join(language === 'en' ? ' ' : ''),
  ]);
  return Object.fromEntries(sentences);
}

async function readForm(c: Context<Env>): Promise<Typed> {
  const form = await c.req.parseBody();
  const read = (name: string) => {
    const value = form[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    interaction: interactionIn(read('interaction')),
    name: read('name').trim().slice(0, 200),
    userId: read('userId').trim().slice(0, 64),
    password: read('password'),
    again: read('again'),
  };
}

/** The sign-in to go back to: nothing but an identifier of ours ever becomes part of an address. */
function interactionIn(value: string | undefined): string {
  return value !== undefined && /^[\w-]{10,64}$/.test(value) ? value : '';
}
