import { fromBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { fromText } from '@kaika/bytes/bytes';
import { BytesError } from '@kaika/bytes/error';
import { arcOf } from '@kaika/ca/arc';
import { signatureAlgorithm, verifySignature } from '@kaika/pki/algorithm';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { validatePath } from '@kaika/pki/path';
import { ecdsaToDer } from '@kaika/pki/signature';
import { z } from 'zod';

/** The JWS header's `typ` of a signed tree head; `alg` is ES256 and `x5c` starts with the receipt signer's certificate. */
export const treeHeadType = 'kaika-tree-head+jwt';

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
const claims = z.strictObject({
  iss: z.string(),
  at: z.iso.datetime(),
  size: z.number().int().positive(),
  root: hashText,
});

/** What a head says: at that time, the first `size` events of the authority's log had that root (hex). */
export type HeadClaims = Readonly<z.infer<typeof claims>>;

/** Whom heads are believed of: root certificates, and the arc under which the authority's own purposes and policies are. */
export type LogTrust = { readonly roots: readonly Certificate[]; readonly arc: string };

export type HeadFault = 'head.malformed' | 'head.signature' | 'head.signer';
export type HeadResult = HeadClaims | { readonly fault: HeadFault; readonly reason: string };

/** Reads signed heads, one after another. Certificates are judged once: a log has thousands of heads by few keys. */
export function headReader(trust: LogTrust): (jws: string) => Promise<HeadResult> {
  const judged = new Map<string, Signer>();
  return async (jws) => {
    const read = readParts(jws);
    if (read === null) return { fault: 'head.malformed', reason: 'jws' };
    const { said, chain, header } = read;
    const known = judged.get(header);
    const at = new Date(said.at);
    const signer = known && isWithin(known, at) ? known : await judge(chain, trust, at);
    if ('reason' in signer) return { fault: 'head.signer', reason: signer.reason };
    judged.set(header, signer);
    const { input, signature } = read;
    const right = verifySignature(signatureAlgorithm('ecdsa-sha256'), signer.spki, input, signature);
    return right ? said : { fault: 'head.signature', reason: 'signature' };
  };
}

/** A signer that was believed, and from when to when everything in its path is valid. */
type Signer = { readonly spki: Uint8Array; readonly from: number; readonly to: number };

function isWithin({ from, to }: Signer, at: Date): boolean {
  return at.getTime() >= from && at.getTime() <= to;
}

/**
 * Usage and policy are asked for together: under one arc only the authority's own services have both, so nobody else's certificate
 * under the root signs a head.
 */
async function judge(
  chain: readonly Certificate[],
  { roots, arc }: LogTrust,
  at: Date,
): Promise<Signer | { readonly reason: string }> {
  const [certificate, ...intermediates] = chain;
  if (certificate === undefined) return { reason: 'x5c' };
  const { policies, usages } = arcOf(arc);
  const result = await validatePath({
    certificate,
    intermediates,
    anchors: roots,
    at,
    initialPolicies: [policies.service],
    requireExplicitPolicy: true,
    keyUsage: ['digitalSignature'],
    purpose: usages.receiptSigning,
  });
  if (!result.valid) return { reason: result.refusal.code };
  const path = [...result.path, result.anchor];
  return {
    spki: certificate.spki,
    from: Math.max(...path.map(({ notBefore }) => notBefore.getTime())),
    to: Math.min(...path.map(({ notAfter }) => notAfter.getTime())),
  };
}

const headers = z.object({
  alg: z.literal('ES256'),
  typ: z.literal(treeHeadType),
  x5c: z.array(z.string()).min(1).max(6),
});

function readParts(jws: string) {
  const [header = '', body = '', mark = '', more] = jws.split('.');
  if (more !== undefined) return null;
  try {
    const { x5c } = headers.parse(JSON.parse(textOf(header)));
    const said = claims.parse(JSON.parse(textOf(body)));
    const chain = x5c.map((one) => parseCertificate(fromBase64(one)));
    const signature = ecdsaToDer(fromBase64url(mark), 32);
    return { said, chain, header, input: fromText(`${header}.${body}`), signature };
  } catch (error) {
    const foreseen = [z.ZodError, SyntaxError, PkiError, BytesError, RangeError, TypeError];
    if (foreseen.some((kind) => error instanceof kind)) return null;
    throw error;
  }
}

function textOf(part: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(part));
}
