import { equal } from '@kaika/bytes/bytes';
import type { Certificate } from './certificate.ts';
import { isWeakKey } from './path-algorithm.ts';
import { buildPaths, type CandidatePath } from './path-build.ts';
import { anyPolicy } from './path-policy.ts';
import { type PathRefusal, readable, refuse } from './path-refusal.ts';
import type { PathSources } from './path-source.ts';
import { processPath } from './path-state.ts';
import { checkStatus, type RevocationOptions, type StatusContext, type StatusFound } from './path-status.ts';
import { extKeyUsageOf, type KeyUsage, keyUsageOf, PURPOSE } from './usage.ts';

/**
 * What is asked of a certificate.
 * - `anchors`: trusted certificates; their names, keys, validity, name constraints and path length count.
 * - `intermediates`: certificates that may be in the path, or sign CRLs, in any order; nothing is trusted about them.
 * - `at`: the moment the path must be valid.
 * - `revocation`: how status is found; without it nobody is asked.
 * - `initialPolicies`: user-initial-policy-set of RFC 5280 §6.1.1 (c), dotted; all by default.
 * - `requireExplicitPolicy`, `inhibitPolicyMapping`, `inhibitAnyPolicy`: §6.1.1 (e) to (g), false by default.
 * - `keyUsage`: usages the target's key must have, all of them, if it has that extension.
 * - `purpose`: dotted; the target must name it (anyExtendedKeyUsage is not enough), authorities must not exclude it.
 * - `legacyAlgorithms`: admits SHA-1 signatures, for the verification of old documents.
 * - `deepest`: certificates below the anchor, 10 by default.
 */
export type PathQuestion = Pick<PathSources, 'fetchIssuers'> & {
  readonly certificate: Certificate;
  readonly anchors: readonly Certificate[];
  readonly intermediates?: readonly Certificate[];
  readonly at: Date;
  readonly revocation?: RevocationOptions;
  readonly initialPolicies?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  readonly keyUsage?: readonly KeyUsage[];
  readonly purpose?: string;
  readonly legacyAlgorithms?: boolean;
  readonly deepest?: number;
};

/**
 * `path`: from the target to the certificate below the anchor. `policies`: the user-constrained policy set, maybe
 * [anyPolicy]. `status`: how each status was decided, from below the anchor to the target; empty without `revocation`.
 */
export type ValidPath = {
  readonly valid: true;
  readonly path: readonly Certificate[];
  readonly anchor: Certificate;
  readonly policies: readonly string[];
  readonly status: readonly StatusFound[];
};

export type PathResult = ValidPath | { readonly valid: false; readonly refusal: PathRefusal };

/**
 * Validates a certificate by RFC 5280 §6: builds paths to the anchors and takes the first that passes §6.1, whose
 * certificates are not revoked (§6.3, RFC 6960), and that serves the purpose. Nothing is fetched but by the functions
 * handed in; time is an argument. Whatever the bytes say, the answer is a refusal with a code, never another error.
 * @returns the valid path, or the refusal of the likeliest path: its code and the certificate that caused it
 */
export async function validatePath(question: PathQuestion): Promise<PathResult> {
  return validate(question, new Map());
}

/** What an answer about a card's certificate takes for granted: the policies of one slot, strictly. */
export type CardQuestion = Omit<
  PathQuestion,
  'initialPolicies' | 'requireExplicitPolicy' | 'inhibitPolicyMapping' | 'inhibitAnyPolicy'
> & { readonly policies: readonly string[] };

/**
 * As `validatePath` for a certificate on a card: one of `policies` must hold all along the path, neither mapped from
 * another nor stood in for by anyPolicy. `keyUsage` and `purpose` by slot: authentication digitalSignature and
 * clientAuth; signature nonRepudiation; presence digitalSignature and id-PIV-cardAuth.
 */
export function validateCardPath({ policies, ...question }: CardQuestion): Promise<PathResult> {
  return validatePath({
    ...question,
    initialPolicies: policies,
    requireExplicitPolicy: true,
    inhibitPolicyMapping: true,
    inhibitAnyPolicy: true,
  });
}

/** Verdicts on CRL signers by their bytes; one that is being judged counts as not trusted, so that no circle closes. */
type Signers = Map<Certificate, boolean>;

const defaultDeepest = 10;

async function validate(question: PathQuestion, signers: Signers): Promise<PathResult> {
  const { certificate, anchors, intermediates = [], at, fetchIssuers } = question;
  const candidates = buildPaths(certificate, {
    anchors,
    intermediates,
    at,
    legacyAlgorithms: question.legacyAlgorithms ?? false,
    deepest: question.deepest ?? defaultDeepest,
    ...(fetchIssuers ? { fetchIssuers } : {}),
  });
  let first: PathRefusal | undefined;
  for (;;) {
    const next = await candidates.next();
    if (next.done) return { valid: false, refusal: first ?? next.value };
    const result = await judge(next.value, question, signers);
    if (result.valid) return result;
    first ??= result.refusal;
  }
}

async function judge(
  candidate: CandidatePath,
  question: PathQuestion,
  signers: Signers,
): Promise<PathResult> {
  const { path, anchor } = candidate;
  const processed = processCandidate(candidate, question);
  if ('code' in processed) return { valid: false, refusal: processed };
  const status = question.revocation
    ? await checkStatus(candidate, statusContext(question, question.revocation, signers))
    : [];
  if ('code' in status) return { valid: false, refusal: status };
  return { valid: true, path: path.toReversed(), anchor, policies: processed.policies, status };
}

function processCandidate(
  { path, anchor }: CandidatePath,
  question: PathQuestion,
): { readonly policies: readonly string[] } | PathRefusal {
  const { at } = question;
  if (at < anchor.notBefore) return refuse('path.not-yet-valid', anchor);
  if (at > anchor.notAfter) return refuse('path.expired', anchor);
  const weak = [anchor, ...path].find(isWeakKey);
  if (weak) return refuse('path.weak-key', weak);
  const processed = processPath(path, anchor, {
    at,
    policies: question.initialPolicies ?? [anyPolicy],
    explicitPolicy: question.requireExplicitPolicy ?? false,
    inhibitPolicyMapping: question.inhibitPolicyMapping ?? false,
    inhibitAnyPolicy: question.inhibitAnyPolicy ?? false,
  });
  if ('code' in processed) return processed;
  const [target = anchor] = path.toReversed();
  return readable(target, () => checkPurpose(path, question)) ?? processed;
}

function checkPurpose(
  path: readonly Certificate[],
  { keyUsage = [], purpose }: PathQuestion,
): PathRefusal | undefined {
  const target = path.at(-1);
  if (!target) return undefined;
  const usage = keyUsageOf(target);
  const missing = usage && keyUsage.find((one) => !usage.has(one));
  if (missing) return refuse('path.key-usage', target, missing);
  if (purpose === undefined) return undefined;
  if (!extKeyUsageOf(target)?.has(purpose)) return refuse('path.extended-key-usage', target, purpose);
  const excluding = path.slice(0, -1).find((authority) => {
    const purposes = extKeyUsageOf(authority);
    return purposes && !purposes.has(purpose) && !purposes.has(PURPOSE.any);
  });
  return excluding && refuse('path.extended-key-usage', excluding, purpose);
}

function statusContext(question: PathQuestion, options: RevocationOptions, signers: Signers): StatusContext {
  const { at, intermediates = [], legacyAlgorithms = false } = question;
  return {
    at,
    options,
    legacyAlgorithms,
    others: intermediates,
    isTrusted: (signer, anchor) => isTrusted(signer, anchor, { question, options, signers }),
  };
}

async function isTrusted(
  signer: Certificate,
  anchor: Certificate,
  asked: { readonly question: PathQuestion; readonly options: RevocationOptions; readonly signers: Signers },
): Promise<boolean> {
  const { question, options, signers } = asked;
  const judged = [...signers].find(([one]) => equal(one.der, signer.der));
  if (judged) return judged[1];
  signers.set(signer, false);
  const { at, intermediates = [], fetchIssuers, legacyAlgorithms = false } = question;
  const asks = { certificate: signer, anchors: [anchor], intermediates, at, legacyAlgorithms };
  const result = await validate(
    { ...asks, revocation: { ...options, targetOnly: false }, ...(fetchIssuers ? { fetchIssuers } : {}) },
    signers,
  );
  signers.set(signer, result.valid);
  return result.valid;
}
