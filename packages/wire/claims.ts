import { z } from 'zod';
import { organisationKind } from './cardstatus.ts';
import { cardNumber } from './task.ts';

/** How strongly somebody signed in: the `acr` of an ID token. */
export const acr = { card: 'urn:kaika:loa:card', password: 'urn:kaika:loa:password' } as const;
export type Acr = (typeof acr)[keyof typeof acr];

/** The issuer of ID tokens, below the login service's origin: what a relying party discovers from. */
export function issuerOf(loginOrigin: string): string {
  return `${loginOrigin}/oidc`;
}

/** The scopes a relying party asks for; `openid` alone gives `sub`, `acr`, `amr`, `auth_time`, `sid`. */
export const scopes = ['openid', 'profile', 'organisation', 'card'] as const;

/** How the status of the certificate was decided, strongest first; `not-checked` is a sign-in that was admitted and marked. */
export const statusSource = z.enum(['authority', 'ocsp', 'ocsp-cached', 'crl', 'not-checked']);
export type StatusSource = z.infer<typeof statusSource>;

/**
 * What the login service says about who signed in: in the ID token and at the userinfo endpoint. `sub` is opaque and stays
 * the same through renewal and replacement of cards: it, never a name or a number, is what a relying party keeps.
 */
export const loginClaims = z.object({
  sub: z.string().min(1),
  acr: z.enum([acr.card, acr.password]).optional(),
  amr: z.array(z.string()).optional(),
  /** Seconds since 1970. */
  auth_time: z.number().int().optional(),
  sid: z.string().optional(),
  // scope profile
  /** The person, or the organisation where no person is named. */
  name: z.string().optional(),
  account_kind: z.enum(['organisation', 'person', 'member']).optional(),
  /** What a person may do for the house, for example `examiner`. */
  roles: z.array(z.string()).optional(),
  // scope organisation
  org_oid: z.string().optional(),
  org_name: z.string().optional(),
  org_kind: organisationKind.optional(),
  ubn: z.string().optional(),
  // scope card: absent after a sign-in without a card
  card_number: cardNumber.optional(),
  /** SHA-256 of the DER certificate, base64url, named as in RFC 8705 §3.1. */
  certificate: z.object({ 'x5t#S256': z.base64url() }).optional(),
  status_source: statusSource.optional(),
});
export type LoginClaims = Readonly<z.infer<typeof loginClaims>>;
