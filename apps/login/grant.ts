import { scopes } from '@kaika/wire/claims';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { hasConsent } from './store/consent.ts';
import { bindSession } from './store/sign-in.ts';
import type { Database } from './store/table.ts';

/**
 * What an account has granted a client: everything to the services of the house, and what it agreed to before to
 * others. Undefined where the consent page has to ask. Called on every authorization, so the sign-in that has just
 * been made is bound to the provider's session here too.
 */
export function loadGrant(db: Database, firstParty: ReadonlySet<string>) {
  return async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { client, session, result, provider } = ctx.oidc;
    const sub = session?.accountId;
    if (!client || !session || sub === undefined) return undefined;
    if (typeof result?.signIn === 'string') await bindSession(db, result.signIn, session.uid);
    const granted = await findGrant(ctx, result?.consent?.grantId ?? session.grantIdFor(client.clientId));
    if (granted?.accountId === sub) return granted;
    const asked = [...ctx.oidc.requestParamOIDCScopes];
    const ours = firstParty.has(client.clientId);
    if (!ours && !(await hasConsent(db, { sub, client: client.clientId }, asked))) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: sub });
    grant.addOIDCScope((ours ? scopes : asked).join(' '));
    await grant.save();
    return grant;
  };
}

async function findGrant(ctx: KoaContextWithOIDC, id: string | undefined): Promise<Grant | undefined> {
  return id === undefined ? undefined : ctx.oidc.provider.Grant.find(id);
}
