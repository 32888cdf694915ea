import { equal } from '@kaika/bytes/bytes';
import { accessAddresses } from './access.ts';
import { type Certificate, isSignedBy } from './certificate.ts';
import { PkiError } from './error.ts';
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from './key-identifier.ts';
import { nameKey } from './name.ts';
import { isLegacy } from './path-algorithm.ts';
import { type PathRefusal, type PathRefusalCode, refuse } from './path-refusal.ts';
import type { PathSources } from './path-source.ts';

/** `path`: from the certificate below the anchor to the target, signatures and names checked, nothing else. */
export type CandidatePath = { readonly path: readonly Certificate[]; readonly anchor: Certificate };

/**
 * Certificates to build with. `legacyAlgorithms` admits SHA-1 signatures. `deepest`: certificates below the anchor,
 * at most.
 */
export type PathMaterial = Pick<PathSources, 'fetchIssuers'> & {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly at: Date;
  readonly legacyAlgorithms: boolean;
  readonly deepest: number;
};

type Search = {
  readonly material: PathMaterial;
  readonly bySubject: Map<string, Certificate[]>;
  readonly fetched: Set<Certificate>;
  readonly verdicts: Map<Certificate, Map<Certificate, PathRefusalCode | undefined>>;
  attempts: number;
  refusal: PathRefusal;
};

/** Issuers looked at before a search is given up: certificates that sign each other crosswise make endless paths. */
const mostAttempts = 512;

/**
 * Finds the paths from a target to the anchors, the likeliest first: issuers whose key identifier fits before those
 * without one before the rest, anchors before others, and fetched ones only when the rest is used up. A name and key
 * stands in a path at most once.
 * @returns when no more paths are found, the refusal of the last dead end
 */
export async function* buildPaths(
  target: Certificate,
  material: PathMaterial,
): AsyncGenerator<CandidatePath, PathRefusal, undefined> {
  const search: Search = {
    material,
    bySubject: new Map(),
    fetched: new Set(),
    verdicts: new Map(),
    attempts: 0,
    refusal: refuse('path.no-issuer', target),
  };
  for (const certificate of material.intermediates) addTo(search, certificate);
  yield* extend(search, [target]);
  return search.refusal;
}

/** `chain`: from the target upwards. */
async function* extend(
  search: Search,
  chain: readonly Certificate[],
): AsyncGenerator<CandidatePath, void, undefined> {
  const head = chain.at(-1);
  if (!head) return;
  const tried = new Set<Certificate>();
  yield* tryIssuers(search, chain, { head, tried });
  if (!search.material.fetchIssuers || search.fetched.has(head) || isSpent(search)) return;
  search.fetched.add(head);
  const addresses = guarded(() => accessAddresses(head, 'caIssuers')) ?? [];
  for (const found of await search.material.fetchIssuers(head, addresses)) addTo(search, found);
  yield* tryIssuers(search, chain, { head, tried });
}

async function* tryIssuers(
  search: Search,
  chain: readonly Certificate[],
  { head, tried }: { readonly head: Certificate; readonly tried: Set<Certificate> },
): AsyncGenerator<CandidatePath, void, undefined> {
  for (const issuer of rankIssuers(search, head)) {
    if (tried.has(issuer)) continue;
    tried.add(issuer);
    search.attempts += 1;
    if (isSpent(search)) {
      search.refusal = refuse('path.too-many', head);
      return;
    }
    const fault = checkSignature(search, head, issuer);
    if (fault) {
      if (chain.length === 1 || search.refusal.code === 'path.no-issuer')
        search.refusal = refuse(fault, head);
      continue;
    }
    if (search.material.anchors.includes(issuer)) yield { path: chain.toReversed(), anchor: issuer };
    else if (chain.length < search.material.deepest && !isIn(chain, issuer))
      yield* extend(search, [...chain, issuer]);
  }
}

function isSpent(search: Search): boolean {
  return search.attempts > mostAttempts;
}

function addTo(search: Search, certificate: Certificate): void {
  const key = guarded(() => nameKey(certificate.subject));
  if (key === undefined) return;
  const known = search.bySubject.get(key);
  if (!known) search.bySubject.set(key, [certificate]);
  else if (!known.some((other) => equal(other.der, certificate.der))) known.push(certificate);
}

function rankIssuers(search: Search, head: Certificate): readonly Certificate[] {
  const { anchors, at } = search.material;
  const wanted = guarded(() => nameKey(head.issuer));
  if (wanted === undefined) return [];
  const trusted = anchors.filter((anchor) => guarded(() => nameKey(anchor.subject)) === wanted);
  const others = (search.bySubject.get(wanted) ?? []).filter(
    (one) => !trusted.some((anchor) => equal(anchor.der, one.der)),
  );
  const keyId = guarded(() => authorityKeyIdentifierOf(head)?.keyIdentifier);
  const rank = (issuer: Certificate) =>
    rankOfKey(keyId, issuer) * 2 + (at > issuer.notAfter || at < issuer.notBefore ? 1 : 0);
  return [...trusted, ...others].sort((left, right) => rank(left) - rank(right));
}

function rankOfKey(wanted: Uint8Array | undefined, issuer: Certificate): number {
  const own = guarded(() => subjectKeyIdentifierOf(issuer));
  if (!wanted || !own) return 1;
  return equal(wanted, own) ? 0 : 2;
}

/** RFC 5280 §6.1.3 (a)(1), once for each pair. */
function checkSignature(
  search: Search,
  certificate: Certificate,
  issuer: Certificate,
): PathRefusalCode | undefined {
  const known = search.verdicts.get(certificate) ?? new Map<Certificate, PathRefusalCode | undefined>();
  search.verdicts.set(certificate, known);
  if (!known.has(issuer)) known.set(issuer, verify(certificate, issuer, search.material.legacyAlgorithms));
  return known.get(issuer);
}

function verify(certificate: Certificate, issuer: Certificate, legacy: boolean): PathRefusalCode | undefined {
  try {
    if (!legacy && isLegacy(certificate.signatureAlgorithm)) return 'path.algorithm';
    return isSignedBy(certificate, issuer.spki) ? undefined : 'path.signature';
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return 'path.algorithm';
  }
}

function isIn(chain: readonly Certificate[], issuer: Certificate): boolean {
  return chain.some((one) => equal(one.subject, issuer.subject) && equal(one.spki, issuer.spki));
}

function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}
