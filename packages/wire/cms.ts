import { z } from 'zod';
import { problem } from './problem.ts';
import { cardNumber } from './task.ts';

/**
 * The conversation of `task.ts` in the clothes of the old component: what its `data` and `cmsresponse` carry between the
 * agent and `POST {authority}/api/cms`. Pages of the old component hand them on unread, so both are one word of base64url.
 */
export const cmsVersion = 1;

/** A message may be so old, for the two clocks differ and a person types in between. Milliseconds. */
export const cmsAgeMs = 10 * 60_000;

/** `order` asks for a task, `release`, `refuted` and `confirm` are those of `task.ts`. */
export const cmsMethod = z.enum(['order', 'release', 'refuted', 'confirm']);
export type CmsMethod = z.infer<typeof cmsMethod>;

/** The body of `order`. */
export const cmsOrder = z.object({ operation: z.enum(['activate', 'unlock']), cardNumber });
export type CmsOrder = Readonly<z.infer<typeof cmsOrder>>;

/** What the agent says. `at` by its clock, milliseconds since 1970. */
export const cmsRequest = z.object({
  version: z.number().int(),
  method: z.string().max(40),
  at: z.number(),
  body: z.unknown(),
});
export type CmsRequest = Readonly<z.infer<typeof cmsRequest>>;

/** What the authority answers: `ret_code` 0 and a body, or a code of `cms-code.ts` and, where it has one, the problem behind it. */
export const cmsAnswer = z.object({
  version: z.number().int(),
  method: z.string().max(40),
  at: z.number(),
  ret_code: z.number().int().nonnegative(),
  problem: problem.optional(),
  body: z.unknown().optional(),
});
export type CmsAnswer = Readonly<z.infer<typeof cmsAnswer>>;

/** As one word without signs that a form or an address would change. */
export function packCms(message: CmsRequest | CmsAnswer): string {
  return Buffer.from(JSON.stringify(message)).toString('base64url');
}

/** The JSON inside; undefined for what is none. */
export function unpackCms(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
