import type { ProvenOperation } from '@kaika/registry/proof';
import { z } from 'zod';
import { nonce } from './token.ts';

/**
 * Card + PIN: the page asks for a nonce bound to the operation and its parameters (`POST /api/proof/nonce`), the agent's window
 * signs it as a login token for the authority's own origin (asking `POST /api/proof/status` before the PIN), and
 * `POST /api/{operation}` takes nonce, token and the same parameters.
 */
export const provenOperation = z.enum([
  'change-pin',
  'reset-code',
  'revoke',
  'suspend',
  'resume',
  'contact',
  'all',
  'expiring',
  'mail',
  'renew',
  'replace',
]) satisfies z.ZodType<ProvenOperation>;

/** What the operation is asked to do, flat; the order of the members does not count. Never a secret. */
export const parameters = z.record(z.string().max(40), z.string().max(2000));
export type Parameters = Readonly<z.infer<typeof parameters>>;

export const nonceOrder = z.object({ operation: provenOperation, parameters });
export type NonceOrder = Readonly<z.infer<typeof nonceOrder>>;

export const nonceGiven = z.object({ nonce });

/** The body of every operation proved by card and PIN. `token` is an `authToken`; it is looked at by `@kaika/token` alone. */
export const proved = z.object({ nonce, token: z.unknown(), parameters });
export type Proved = Readonly<z.infer<typeof proved>>;
