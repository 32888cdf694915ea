import { subjectAltNameOf } from './alternative-name.ts';
import type { Certificate } from './certificate.ts';
import { basicConstraintsOf, nameConstraintsOf } from './constraint.ts';
import { crlDistributionPointsOf } from './distribution.ts';
import { EXTENSION } from './extension.ts';
import { sameName } from './name.ts';
import { addNameRules, findForbiddenName, type NameRules } from './path-name.ts';
import {
  anyPolicy,
  growPolicyGraph,
  initialPolicyGraph,
  intersectPolicies,
  mapPolicyGraph,
  type PolicyGraph,
} from './path-policy.ts';
import { type PathRefusal, readable, refuse } from './path-refusal.ts';
import {
  certificatePoliciesOf,
  inhibitAnyPolicyOf,
  policyConstraintsOf,
  policyMappingsOf,
} from './policy.ts';
import { extKeyUsageOf, keyUsageOf } from './usage.ts';

/** Inputs of RFC 5280 §6.1.1 (c) to (g). `policies`: dotted; [anyPolicy] takes all. */
export type PathInputs = {
  readonly at: Date;
  readonly policies: readonly string[];
  readonly explicitPolicy: boolean;
  readonly inhibitPolicyMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
};

/** State variables of RFC 5280 §6.1.2; counters count the certificates still to come. */
type PathState = {
  graph: PolicyGraph;
  names: NameRules;
  explicitPolicy: number;
  inhibitAnyPolicy: number;
  policyMapping: number;
  longest: number;
};

type Step = PathRefusal | undefined;

/** The extensions this code processes, or leaves to those who ask for a purpose, with what reads them. */
const readers: ReadonlyMap<string, (certificate: Certificate) => unknown> = new Map<
  string,
  (certificate: Certificate) => unknown
>([
  [EXTENSION.keyUsage, keyUsageOf],
  [EXTENSION.basicConstraints, basicConstraintsOf],
  [EXTENSION.certificatePolicies, certificatePoliciesOf],
  [EXTENSION.policyMappings, policyMappingsOf],
  [EXTENSION.nameConstraints, nameConstraintsOf],
  [EXTENSION.policyConstraints, policyConstraintsOf],
  [EXTENSION.inhibitAnyPolicy, inhibitAnyPolicyOf],
  [EXTENSION.subjectAltName, subjectAltNameOf],
  [EXTENSION.extKeyUsage, extKeyUsageOf],
  [EXTENSION.crlDistributionPoints, crlDistributionPointsOf],
]);

/**
 * Basic path validation, RFC 5280 §6.1, but for signatures and name chaining, which building the path has checked, and
 * revocation. The anchor's own name constraints and path length count too (RFC 5937).
 * @param path from the certificate below the anchor to the target.
 * @returns the user-constrained policies, or the refusal
 */
export function processPath(
  path: readonly Certificate[],
  anchor: Certificate,
  inputs: PathInputs,
): { readonly policies: readonly string[] } | PathRefusal {
  const state = readable(anchor, () => initialState(path.length, anchor, inputs));
  if (!('graph' in state)) return state;
  for (const [index, certificate] of path.entries()) {
    const last = index === path.length - 1;
    const refusal = readable(
      certificate,
      () =>
        checkCertificate(state, certificate, { last, at: inputs.at }) ??
        (last ? wrapUp(state, certificate) : prepareNext(state, certificate)) ??
        checkCritical(certificate),
    );
    if (refusal) return refusal;
  }
  return concludePolicies(state, path, inputs.policies);
}

function initialState(length: number, anchor: Certificate, inputs: PathInputs): PathState | PathRefusal {
  const names = addNameRules([], anchor);
  if (!names) return refuse('path.name-constraint', anchor);
  const all = length + 1;
  return {
    graph: initialPolicyGraph(),
    names,
    explicitPolicy: inputs.explicitPolicy ? 0 : all,
    inhibitAnyPolicy: inputs.inhibitAnyPolicy ? 0 : all,
    policyMapping: inputs.inhibitPolicyMapping ? 0 : all,
    longest: basicConstraintsOf(anchor)?.pathLength ?? length,
  };
}

/** RFC 5280 §6.1.3. */
function checkCertificate(
  state: PathState,
  certificate: Certificate,
  { last, at }: { readonly last: boolean; readonly at: Date },
): Step {
  if (at < certificate.notBefore) return refuse('path.not-yet-valid', certificate);
  if (at > certificate.notAfter) return refuse('path.expired', certificate);
  const selfIssued = isSelfIssued(certificate);
  if (last || !selfIssued) {
    const forbidden = findForbiddenName(state.names, certificate);
    if (forbidden) return refuse('path.name-constraint', certificate, forbidden);
  }
  const policies = certificatePoliciesOf(certificate)?.map((policy) => policy.oid);
  const admitsAny = state.inhibitAnyPolicy > 0 || (!last && selfIssued);
  state.graph = growPolicyGraph(state.graph, policies, admitsAny);
  if (state.explicitPolicy === 0 && !state.graph) return refuse('path.policy', certificate);
  return undefined;
}

/** RFC 5280 §6.1.4. */
function prepareNext(state: PathState, certificate: Certificate): Step {
  return (
    mapPolicies(state, certificate) ??
    constrainNames(state, certificate) ??
    countPolicies(state, certificate) ??
    checkAuthority(state, certificate)
  );
}

function mapPolicies(state: PathState, certificate: Certificate): Step {
  const mappings = policyMappingsOf(certificate) ?? [];
  const touchesAny = mappings.some(
    ({ issuerDomainPolicy, subjectDomainPolicy }) =>
      issuerDomainPolicy === anyPolicy || subjectDomainPolicy === anyPolicy,
  );
  if (touchesAny) return refuse('path.policy-mapping', certificate);
  state.graph = mapPolicyGraph(state.graph, mappings, state.policyMapping > 0);
  return undefined;
}

function constrainNames(state: PathState, certificate: Certificate): Step {
  const names = addNameRules(state.names, certificate);
  if (!names) return refuse('path.name-constraint', certificate, EXTENSION.nameConstraints);
  state.names = names;
  return undefined;
}

function countPolicies(state: PathState, certificate: Certificate): Step {
  if (!isSelfIssued(certificate)) {
    state.explicitPolicy = Math.max(0, state.explicitPolicy - 1);
    state.policyMapping = Math.max(0, state.policyMapping - 1);
    state.inhibitAnyPolicy = Math.max(0, state.inhibitAnyPolicy - 1);
  }
  const constraints = policyConstraintsOf(certificate);
  state.explicitPolicy = Math.min(state.explicitPolicy, constraints?.requireExplicitPolicy ?? Infinity);
  state.policyMapping = Math.min(state.policyMapping, constraints?.inhibitPolicyMapping ?? Infinity);
  state.inhibitAnyPolicy = Math.min(state.inhibitAnyPolicy, inhibitAnyPolicyOf(certificate) ?? Infinity);
  return undefined;
}

function checkAuthority(state: PathState, certificate: Certificate): Step {
  const constraints = basicConstraintsOf(certificate);
  if (certificate.version !== 3 || !constraints?.ca) return refuse('path.not-authority', certificate);
  if (!isSelfIssued(certificate)) {
    if (state.longest === 0) return refuse('path.too-long', certificate);
    state.longest -= 1;
  }
  state.longest = Math.min(state.longest, constraints.pathLength ?? Infinity);
  const usage = keyUsageOf(certificate);
  if (usage && !usage.has('keyCertSign')) return refuse('path.key-usage', certificate, 'keyCertSign');
  return undefined;
}

/** RFC 5280 §6.1.5 (a), (b). */
function wrapUp(state: PathState, certificate: Certificate): Step {
  state.explicitPolicy = Math.max(0, state.explicitPolicy - 1);
  if (policyConstraintsOf(certificate)?.requireExplicitPolicy === 0) state.explicitPolicy = 0;
  return undefined;
}

/** RFC 5280 §4.2: a critical extension is understood or refused, wherever in the path it stands. */
function checkCritical(certificate: Certificate): Step {
  for (const { oid, critical } of certificate.extensions.values()) {
    if (!critical) continue;
    const read = readers.get(oid);
    if (!read) return refuse('path.critical-extension', certificate, oid);
    read(certificate);
  }
  return undefined;
}

/** RFC 5280 §6.1.5 (g). */
function concludePolicies(
  state: PathState,
  path: readonly Certificate[],
  initial: readonly string[],
): { readonly policies: readonly string[] } | PathRefusal {
  const policies = intersectPolicies(state.graph, initial);
  const target = path.at(-1);
  if (state.explicitPolicy > 0 || policies.length > 0 || !target) return { policies };
  return refuse('path.policy', target);
}

function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.subject, certificate.issuer);
}
