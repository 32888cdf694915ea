import { type Acr, acr } from '@kaika/wire/claims';
import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

/** Whether a sign-in of this strength is enough. A card is enough for everything. */
export function suffices(had: string | undefined, needed: Acr): boolean {
  return had === acr.card || (needed === acr.password && had === acr.password);
}

/**
 * The weakest sign-in an authorization admits: what the client is registered with, or more where its request asks for
 * a card and nothing less (`acr_values`, OpenID Connect Core §3.1.2.1).
 */
export function neededAcr(registered: unknown, asked: unknown): Acr {
  const wishes = typeof asked === 'string' ? asked.split(' ') : [];
  if (wishes.includes(acr.card) && !wishes.includes(acr.password)) return acr.card;
  return registered === acr.password ? acr.password : acr.card;
}

/**
 * The provider's own policy, and one check more: a session that is too weak for this client is asked to sign in again,
 * single sign-on or not; with `prompt=none` the answer is `unmet_authentication_requirements`.
 */
export function signInPolicy(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  if (!login) throw new Error('the provider has no login prompt');
  login.checks.add(
    new interactionPolicy.Check(
      'acr_too_weak',
      'this service requires a stronger sign-in',
      'unmet_authentication_requirements',
      ({ oidc }: KoaContextWithOIDC) =>
        oidc.session?.accountId !== undefined &&
        !suffices(oidc.session.acr, neededAcr(oidc.client?.requiredAcr, oidc.params?.acr_values)),
    ),
  );
  return policy;
}
