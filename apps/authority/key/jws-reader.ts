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

/** Whom it is believed of: root certificates, and the arc under which the authority's own purposes and policies are. */
export type JwsTrust = { readonly roots: readonly Certificate[]; readonly arc: string };

/** `malformed`: no such JWS; `signature`: by another key; `signer`: its certificate is not the authority's receipt signer's. */
export type JwsFault = { readonly fault: 'malformed' | 'signature' | 'signer'; readonly reason: string };

/** What is read: the header's `typ`, and the claims, which say when they were signed. */
export type JwsKind<T extends { readonly at: string }> = {
  readonly type: string;
  readonly claims: z.ZodType<T>;
};

/**
 * Reads what this authority's receipt signer signed (`signJws`), one after another: signature, certificate and its path as of `at`.
 * Certificates are judged once: a log has thousands of heads by few keys.
 */
export function jwsReader<T extends { readonly at: string }>(
  kind: JwsKind<T>,
  trust: JwsTrust,
): (jws: string) => Promise<T | JwsFault> {
  const judged = new Map<string, Signer>();
  return async (jws) => {
    const read = readParts(jws, kind);
    if (read === null) return { fault: 'malformed', reason: 'jws' };
    const { said, chain, header, input, signature } = read;
    const at = new Date(said.at);
    const known = judged.get(header);
    const signer = known && isWithin(known, at) ? known : await judge(chain, trust, at);
    if ('reason' in signer) return { fault: 'signer', reason: signer.reason };
    judged.set(header, signer);
    const right = verifySignature(signatureAlgorithm('ecdsa-sha256'), signer.spki, input, signature);
    return right ? said : { fault: 'signature', reason: 'signature' };
  };
}

/** A signer that was believed, and from when to when everything in its path is valid. */
type Signer = { readonly spki: Uint8Array; readonly from: number; readonly to: number };

function isWithin({ from, to }: Signer, at: Date): boolean {
  return at.getTime() >= from && at.getTime() <= to;
}

/**
 * Usage and policy are asked for together: under one arc only the authority's own services have both, so nobody else's certificate
 * under the root signs in its name.
 */
async function judge(
  chain: readonly Certificate[],
  { roots, arc }: JwsTrust,
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
  typ: z.string(),
  x5c: z.array(z.string()).min(1).max(6),
});

function readParts<T extends { readonly at: string }>(jws: string, { type, claims }: JwsKind<T>) {
  const [header = '', body = '', mark = '', more] = jws.split('.');
  if (more !== undefined) return null;
  try {
    const { typ, x5c } = headers.parse(JSON.parse(textOf(header)));
    if (typ !== type) return null;
    const said = claims.parse(JSON.parse(textOf(body)));
    const chain = x5c.map((one) => parseCertificate(fromBase64(one)));
    const signature = ecdsaToDer(fromBase64url(mark), 32);
    return { said, chain, header, input: fromText(`${header}.${body}`), signature };
  } catch (error) {
    const foreseen = [z.ZodError, SyntaxError, PkiError, BytesError, TypeError];
    if (foreseen.some((one) => error instanceof one)) return null;
    throw error;
  }
}

/** Throws TypeError for what is no UTF-8. */
function textOf(part: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(part));
}
