import { parseLanguage } from '@kaika/look/language';
import { issuerOf, scopes } from '@kaika/wire/claims';
import {
  type ClientMetadata,
  type Configuration,
  type Interaction,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { signInPolicy } from './acr.ts';
import type { Client, LoginConfig } from './config.ts';
import { loadGrant } from './grant.ts';
import { claimsByScope, identify } from './identity.ts';
import type { SigningKey } from './key.ts';
import { openAdapter } from './store/adapter.ts';
import type { Database } from './store/table.ts';

/** What the provider needs of the house around it. */
export type ProviderParts = {
  readonly config: LoginConfig;
  readonly db: Database;
  /** The first one signs. */
  readonly keys: readonly SigningKey[];
  readonly cookieKey: string;
  readonly pages: ProviderPages;
};

/** The pages the provider shows by itself; each writes body and headers of `ctx`. */
export type ProviderPages = {
  readonly signOut: (ctx: KoaContextWithOIDC, form: { action: string; xsrf: string }) => Promise<void>;
  readonly signedOut: (ctx: KoaContextWithOIDC) => Promise<void>;
  readonly failed: (ctx: KoaContextWithOIDC, error: string) => Promise<void>;
};

/** Seconds. A session ends four hours after its last use; nothing lives longer than it. */
const ttl = {
  AccessToken: 600,
  AuthorizationCode: 60,
  Grant: 14_400,
  IdToken: 3600,
  Interaction: 1800,
  Session: 14_400,
} as const;

/** The OpenID provider: authorization code with PKCE and nothing else. Throws where a client is registered wrongly. */
export function openProvider(parts: ProviderParts): Provider {
  const { config } = parts;
  const provider = new Provider(issuerOf(config.origins.login), configure(parts));
  // The route in front states the public origin in these headers itself (app.ts).
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => config.log.error({ err: error }, 'sign-in failed'));
  provider.on('backchannel.error', (_ctx, error, client) =>
    config.log.warn({ client: client.clientId, reason: error.message }, 'sign-out not delivered'),
  );
  return provider;
}

function configure({ config, db, keys, cookieKey, pages }: ProviderParts): Configuration {
  const firstParty = new Set(config.clients.filter((client) => client.firstParty).map(({ id }) => id));
  return {
    adapter: openAdapter(db, config.now),
    clients: config.clients.map(register),
    extraClientMetadata: { properties: ['requiredAcr'] },
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    cookies: cookies(cookieKey, config.origins.login.startsWith('https:')),
    scopes: [...scopes],
    claims: claimsByScope,
    // Claims of the scopes in the ID token too: a relying party need not ask a second time.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    ttl,
    findAccount: identify(db),
    loadExistingGrant: loadGrant(db, firstParty),
    interactions: { policy: signInPolicy(), url: (_ctx, interaction) => pageOf(interaction) },
    renderError: async (ctx, out) => pages.failed(ctx, out.error),
    // The clients are named in the configuration, so their addresses are trusted; and `*.localhost` must resolve.
    fetch: (url, options) => config.fetch(url, withoutDispatcher(options)),
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) =>
          pages.signOut(ctx, { action: ctx.oidc.urlFor('end_session_confirm'), xsrf: xsrfOf(ctx) }),
        postLogoutSuccessSource: pages.signedOut,
      },
    },
  };
}

function register(client: Client): ClientMetadata {
  return {
    client_id: client.id,
    client_secret: client.secret,
    client_name: client.name.zh,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'RS256',
    requiredAcr: client.requiredAcr,
    ...(client.backchannelLogoutUri
      ? { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }
      : {}),
  };
}

/** `__Host-` and `__Secure-` where TLS allows; the two short ones have paths of their own. */
function cookies(key: string, secure: boolean): NonNullable<Configuration['cookies']> {
  const options = { httpOnly: true, sameSite: 'lax', signed: true, secure, overwrite: true } as const;
  return {
    keys: [key],
    long: options,
    short: options,
    names: {
      session: secure ? '__Host-login_session' : 'login_session',
      interaction: secure ? '__Secure-login_interaction' : 'login_interaction',
      resume: secure ? '__Secure-login_resume' : 'login_resume',
    },
  };
}

/** The page of an interaction, in the language its service asked for (`ui_locales`, OpenID Connect Core §3.1.2.1). */
function pageOf({ uid, params }: Interaction): string {
  const [wish] = typeof params.ui_locales === 'string' ? params.ui_locales.split(' ') : [];
  const language = parseLanguage(wish);
  return language ? `/interaction/${uid}?lang=${language}` : `/interaction/${uid}`;
}

/** The provider hands along a dispatcher that refuses private addresses; the fetch given to us has one of its own. */
function withoutDispatcher(options: RequestInit & { dispatcher?: unknown } = {}): RequestInit {
  const { dispatcher: _, ...rest } = options;
  return rest;
}

function xsrfOf(ctx: KoaContextWithOIDC): string {
  const state = ctx.oidc.session?.state;
  return typeof state?.secret === 'string' ? state.secret : '';
}
