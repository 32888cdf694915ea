import { z } from 'zod';

/** What every app hands back when it has started: answers requests, and closes what it opened. */
export type App = {
  /** `env` carries the raw Node request and response where the server has them. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The public origin of each part, `scheme://host[:port]` without a trailing slash. */
export const origins = z.object({
  authority: z.url(),
  login: z.url(),
  portal: z.url(),
  filing: z.url(),
  agent: z.url(),
});
export type Origins = Readonly<z.infer<typeof origins>>;
