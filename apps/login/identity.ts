import type { LoginClaims } from '@kaika/wire/claims';
import type { Account, FindAccount } from 'oidc-provider';
import { findAccount, type Account as Kept } from './store/account.ts';
import { findSignIn, type SignIn } from './store/sign-in.ts';
import type { Database } from './store/table.ts';

/** Which claims each scope opens (`@kaika/wire/claims`). */
export const claimsByScope = {
  openid: ['sub', 'acr', 'amr', 'auth_time', 'sid'],
  profile: ['name', 'account_kind', 'roles'],
  organisation: ['org_oid', 'org_name', 'org_kind', 'ubn'],
  card: ['card_number', 'certificate', 'status_source'],
} satisfies Record<string, (keyof LoginClaims)[]>;

/** Tells the provider who a subject is. What the card said is told from the sign-in its session came from. */
export function identify(db: Database): FindAccount {
  return async (ctx, sub, token): Promise<Account | undefined> => {
    const account = await findAccount(db, sub);
    if (!account) return undefined;
    const sessionUid = token && 'sessionUid' in token ? token.sessionUid : ctx.oidc.session?.uid;
    const signIn = typeof sessionUid === 'string' ? await findSignIn(db, sessionUid, sub) : undefined;
    return { accountId: sub, claims: () => ({ ...claimsOf(account, signIn) }) };
  };
}

/** The claims of an account and the sign-in its session came from. */
export function claimsOf(account: Kept, signIn: SignIn | undefined): LoginClaims {
  return {
    sub: account.sub,
    name: account.name,
    account_kind: account.kind,
    ...(account.roles.length > 0 ? { roles: [...account.roles] } : {}),
    ...(account.org_oid ? { org_oid: account.org_oid, org_name: account.name } : {}),
    ...(account.org_kind ? { org_kind: account.org_kind } : {}),
    ...(account.ubn ? { ubn: account.ubn } : {}),
    ...(signIn?.card_number ? { card_number: signIn.card_number } : {}),
    ...(signIn?.certificate ? { certificate: { 'x5t#S256': signIn.certificate } } : {}),
    ...(signIn?.status_source ? { status_source: signIn.status_source } : {}),
  };
}
