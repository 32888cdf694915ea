import { z } from 'zod';
import { type JwsTrust, jwsReader } from '../key/jws-reader.ts';

/** The JWS header's `typ` of a signed tree head; `alg` is ES256 and `x5c` starts with the receipt signer's certificate. */
export const treeHeadType = 'kaika-tree-head+jwt';

const claims = z.strictObject({
  iss: z.string(),
  at: z.iso.datetime(),
  size: z.number().int().positive(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a head says: at that time, the first `size` events of the authority's log had that root (hex). */
export type HeadClaims = Readonly<z.infer<typeof claims>>;

export type HeadFault = 'head.malformed' | 'head.signature' | 'head.signer';
export type HeadResult = HeadClaims | { readonly fault: HeadFault; readonly reason: string };

/** Reads signed heads, one after another. */
export function headReader(trust: JwsTrust): (jws: string) => Promise<HeadResult> {
  const read = jwsReader({ type: treeHeadType, claims }, trust);
  return async (jws) => {
    const head = await read(jws);
    return 'fault' in head ? { ...head, fault: `head.${head.fault}` } : head;
  };
}
