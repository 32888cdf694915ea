import type { Acr, StatusSource } from '@kaika/wire/claims';
import type { Selectable } from 'kysely';
import type { Database, Tables } from './table.ts';

export type SignIn = Selectable<Tables['sign_in']>;

/** What is kept of a sign-in: when, who, how its status was decided; never a secret. */
export type SignInFacts = {
  readonly sub?: string;
  readonly acr?: Acr;
  readonly amr?: readonly string[];
  readonly cardNumber?: string | null;
  /** SHA-256 of the certificate, base64url. */
  readonly certificate?: string;
  readonly statusSource?: StatusSource;
  readonly client?: string;
  readonly interaction?: string;
  /** Hash of the browser's cookie. */
  readonly session?: string;
};

/** Records an admitted sign-in; `id` is what its interaction is finished with. */
export async function recordAdmitted(db: Database, id: string, facts: SignInFacts, at: Date): Promise<void> {
  await db
    .insertInto('sign_in')
    .values(rowOf(id, { outcome: 'admitted', code: null }, facts, at))
    .execute();
}

/** Records a refused sign-in with its problem code. */
export async function recordRefused(
  db: Database,
  id: string,
  facts: SignInFacts & { readonly code: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('sign_in')
    .values(rowOf(id, { outcome: 'refused', code: facts.code }, facts, at))
    .execute();
}

/** Takes an admitted sign-in to its interaction's end: once, in the browser and interaction it was made in. */
export async function finishSignIn(
  db: Database,
  asker: { readonly session: string; readonly interaction: string },
  now: Date,
): Promise<SignIn | undefined> {
  const open = db
    .selectFrom('sign_in')
    .select('id')
    .where('interaction', '=', asker.interaction)
    .where('session', '=', asker.session)
    .where('outcome', '=', 'admitted')
    .where('finished_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1);
  return db
    .updateTable('sign_in')
    .set({ finished_at: now })
    .where('id', '=', open)
    .where('finished_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Notes the provider's session a sign-in became, so that claims can be told from it. */
export async function bindSession(db: Database, id: string, sessionUid: string): Promise<void> {
  await db
    .updateTable('sign_in')
    .set({ session_uid: sessionUid })
    .where('id', '=', id)
    .where('session_uid', 'is', null)
    .execute();
}

/** The newest sign-in of a provider's session. */
export function findSignIn(db: Database, sessionUid: string, sub: string): Promise<SignIn | undefined> {
  return db
    .selectFrom('sign_in')
    .selectAll()
    .where('session_uid', '=', sessionUid)
    .where('sub', '=', sub)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The card a certificate was on when it last signed in: for the minutes in which the authority cannot be asked. */
export async function findCardNumber(db: Database, certificate: string): Promise<string | null> {
  const row = await db
    .selectFrom('sign_in')
    .select('card_number')
    .where('certificate', '=', certificate)
    .where('card_number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.card_number ?? null;
}

function rowOf(
  id: string,
  result: { readonly outcome: 'admitted' | 'refused'; readonly code: string | null },
  facts: SignInFacts,
  at: Date,
) {
  return {
    id,
    at,
    ...result,
    sub: facts.sub ?? null,
    acr: facts.acr ?? null,
    amr: JSON.stringify(facts.amr ?? []),
    card_number: facts.cardNumber ?? null,
    certificate: facts.certificate ?? null,
    status_source: facts.statusSource ?? null,
    client: facts.client ?? null,
    interaction: facts.interaction ?? null,
    session: facts.session ?? null,
  };
}
