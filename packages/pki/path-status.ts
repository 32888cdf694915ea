import { accessAddresses } from './access.ts';
import type { Certificate } from './certificate.ts';
import type { CrlIndex } from './crl-index.ts';
import { addressesOf, crlDistributionPointsOf, freshestCrlOf } from './distribution.ts';
import { sameName } from './name.ts';
import type { CandidatePath } from './path-build.ts';
import { type CrlContext, type CrlFinding, statusByCrls } from './path-crl.ts';
import { statusByOcsp } from './path-ocsp.ts';
import { isIssuerNamed } from './path-point.ts';
import { malformed, type PathRefusal, readable, refuse } from './path-refusal.ts';
import { type CrlSource, indexCrls, type PathSources } from './path-source.ts';
import { hasOcspNocheck, keyUsageOf } from './usage.ts';

/**
 * How status is found. `crls` and `ocspResponses` were supplied beforehand and are looked at before anything is
 * fetched, OCSP before CRLs. `required`: a certificate whose status cannot be found refuses the path (the default).
 * `targetOnly`: authorities above are not asked about. `maxAgeSeconds`: how old thisUpdate may be, whatever nextUpdate
 * says; without it a list without nextUpdate is not believed. `skewSeconds` by default 60.
 */
export type RevocationOptions = Pick<PathSources, 'fetchCrls' | 'fetchOcsp'> & {
  readonly crls?: readonly CrlSource[];
  readonly ocspResponses?: readonly Uint8Array[];
  readonly required?: boolean;
  readonly targetOnly?: boolean;
  readonly maxAgeSeconds?: number;
  readonly skewSeconds?: number;
};

/** How the status of one certificate was decided. `thisUpdate`: of the oldest answer it rests on. */
export type StatusFound = {
  readonly certificate: Certificate;
  readonly source: 'ocsp' | 'crl' | 'nocheck' | 'none';
  readonly thisUpdate: Date | undefined;
};

/** `isTrusted`: whether a certificate that is not in the path, and signs CRLs, itself has a valid path to the anchor. */
export type StatusContext = {
  readonly at: Date;
  readonly options: RevocationOptions;
  readonly legacyAlgorithms: boolean;
  readonly others: readonly Certificate[];
  isTrusted(signer: Certificate, anchor: Certificate): Promise<boolean>;
};

type Asked = { readonly certificate: Certificate; readonly above: readonly Certificate[] };

const defaultSkewSeconds = 60;

/** Asks for the status of each certificate of a path, from the anchor down, and stops at the first that is not good. */
export async function checkStatus(
  { path, anchor }: CandidatePath,
  context: StatusContext,
): Promise<PathRefusal | readonly StatusFound[]> {
  const found: StatusFound[] = [];
  for (const [index, certificate] of path.entries()) {
    if (context.options.targetOnly && index < path.length - 1) continue;
    const above = [anchor, ...path.slice(0, index)];
    const status = await statusOf({ certificate, above }, context).catch((error) =>
      malformed(certificate, error),
    );
    if ('code' in status) return status;
    found.push(status);
  }
  return found;
}

async function statusOf(asked: Asked, context: StatusContext): Promise<PathRefusal | StatusFound> {
  const { certificate } = asked;
  if (hasOcspNocheck(certificate)) return { certificate, source: 'nocheck', thisUpdate: undefined };
  for (const source of ['ocsp', 'crl'] as const) {
    const finding = await (source === 'ocsp' ? askOcsp(asked, context) : askCrls(asked, context));
    if (finding.status === 'revoked') return revoked(certificate, finding);
    if (finding.status === 'good') return { certificate, source, thisUpdate: finding.thisUpdate };
  }
  if (context.options.required === false) return { certificate, source: 'none', thisUpdate: undefined };
  return refuse('path.status-unknown', certificate);
}

function revoked(certificate: Certificate, finding: Extract<CrlFinding, { status: 'revoked' }>): PathRefusal {
  const { revokedAt, reason } = finding;
  const code = reason === 'certificateHold' ? 'path.on-hold' : 'path.revoked';
  return { code, certificate, revokedAt, reason };
}

async function askOcsp({ certificate, above }: Asked, context: StatusContext): Promise<CrlFinding> {
  const { ocspResponses = [], fetchOcsp } = context.options;
  const issuer = above.at(-1);
  if (!issuer) return { status: 'unknown' };
  const ask = (responses: readonly Uint8Array[]) =>
    statusByOcsp(certificate, issuer, {
      ...boundsOf(context),
      responses,
      isGood: async (responder) =>
        (await askCrls({ certificate: responder, above }, context)).status === 'good',
    });
  const supplied = await ask(ocspResponses);
  if (supplied.status !== 'unknown' || !fetchOcsp) return supplied;
  const addresses = accessAddresses(certificate, 'ocsp');
  return ask(await fetchOcsp({ certificate, issuer }, addresses));
}

async function askCrls({ certificate, above }: Asked, context: StatusContext): Promise<CrlFinding> {
  const { crls = [], fetchCrls } = context.options;
  const indexed = indexCrls(crls);
  const ask = (lists: readonly CrlIndex[]) =>
    statusByCrls(certificate, crlContext(lists, { certificate, above }, context));
  const supplied = await ask(indexed);
  if (supplied.status !== 'unknown' || !fetchCrls) return supplied;
  const points = [...(crlDistributionPointsOf(certificate) ?? []), ...(freshestCrlOf(certificate) ?? [])];
  return ask([...indexed, ...indexCrls(await fetchCrls(certificate, addressesOf(points)))]);
}

function crlContext(crls: readonly CrlIndex[], asked: Asked, context: StatusContext): CrlContext {
  return { ...boundsOf(context), crls, findSigners: (index) => findSigners(index, asked, context) };
}

function boundsOf({ at, options, legacyAlgorithms }: StatusContext) {
  const { maxAgeSeconds, skewSeconds = defaultSkewSeconds } = options;
  return { at, maxAgeSeconds, skewSeconds, legacyAlgorithms };
}

/** Certificates of the CRL's issuer: those of the path first, nearest first; others must prove themselves. */
async function* findSigners(
  { crl }: CrlIndex,
  { certificate, above }: Asked,
  context: StatusContext,
): AsyncGenerator<Certificate, void, undefined> {
  const [anchor] = above;
  if (!anchor) return;
  for (const signer of above.toReversed()) {
    if (maySign(signer, crl.issuer)) yield signer;
  }
  if (maySign(certificate, crl.issuer) && isOwnCrlIssuer(certificate)) yield certificate;
  for (const signer of context.others) {
    if (above.includes(signer) || !maySign(signer, crl.issuer)) continue;
    if (await context.isTrusted(signer, anchor)) yield signer;
  }
}

/**
 * Whether the issuer of a CRL signer told it to cover itself, by naming it in the signer's own distribution point. Nobody
 * else can say anything about it then; without that word, no certificate vouches for itself.
 */
function isOwnCrlIssuer(signer: Certificate): boolean {
  const points = crlDistributionPointsOf(signer) ?? [];
  return points.some(({ crlIssuer }) => crlIssuer !== undefined && isIssuerNamed(signer.subject, crlIssuer));
}

/** RFC 5280 §6.3.3 (f). A certificate that cannot be read may not. */
function maySign(signer: Certificate, issuer: Uint8Array): boolean {
  const allowed = readable(signer, () => {
    const usage = keyUsageOf(signer);
    return sameName(signer.subject, issuer) && (!usage || usage.has('cRLSign'));
  });
  return allowed === true;
}
