import { Agent, fetch as undiciFetch } from 'undici';

/**
 * A fetch for the servers' own calls: `*.localhost` is this machine, whatever the system's resolver thinks of it
 * (RFC 6761 §6.3 asks resolvers to do so; many do not).
 */
export function openFetch(): {
  readonly fetch: typeof fetch;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
} {
  const dispatcher = new Agent({
    connect: {
      lookup: (hostname, options, done) => {
        if (hostname === 'localhost' || hostname.endsWith('.localhost')) {
          if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
          else done(null, '127.0.0.1', 4);
          return;
        }
        done(Object.assign(new Error(`${hostname} is not of this house`), { code: 'ENOTFOUND' }), []);
      },
    },
  });
  const call = (input: unknown, init?: unknown) =>
    undiciFetch(input as string, { ...(init as object), dispatcher } as never);
  // undici's own fetch has the shape of the global one; its types are merely other declarations of the same standard
  return { fetch: call as unknown as typeof fetch, [Symbol.asyncDispose]: () => dispatcher.destroy() };
}
