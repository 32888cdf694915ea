/** anyPolicy, RFC 5280 §4.2.1.4. */
export const anyPolicy = '2.5.29.32.0';

export type PolicyMapping = { readonly issuerDomainPolicy: string; readonly subjectDomainPolicy: string };

type PolicyNode = {
  readonly policy: string;
  readonly expected: ReadonlySet<string>;
  readonly parents: readonly PolicyNode[];
};

/**
 * The valid_policy_graph of RFC 9618 (it replaces the tree of RFC 5280 §6.1.2, which a hostile path can make
 * exponentially large). One level per certificate, at most one node per policy in a level. The last level is the
 * deepest; `null` is the NULL graph.
 */
export type PolicyGraph = readonly (readonly PolicyNode[])[] | null;

/** The graph a path starts with: one anyPolicy node at depth 0 (RFC 5280 §6.1.2 (a)). */
export function initialPolicyGraph(): PolicyGraph {
  return [[{ policy: anyPolicy, expected: new Set([anyPolicy]), parents: [] }]];
}

/**
 * Processes the certificate policies of one certificate (RFC 9618 §5.2, replacing RFC 5280 §6.1.3 (d)).
 * @param policies policy OIDs of the certificate; undefined when it has no such extension, which makes the graph NULL.
 * @param admitsAnyPolicy whether an anyPolicy among them counts (inhibit_anyPolicy > 0, or self-issued and not last).
 */
export function growPolicyGraph(
  graph: PolicyGraph,
  policies: readonly string[] | undefined,
  admitsAnyPolicy: boolean,
): PolicyGraph {
  if (!graph || !policies) return null;
  const above = graph.at(-1) ?? [];
  const byExpected = indexByExpected(above);
  const anyAbove = above.find((node) => node.policy === anyPolicy);
  const level = new Map<string, PolicyNode>();
  for (const policy of policies) {
    if (policy === anyPolicy || level.has(policy)) continue;
    const parents = byExpected.get(policy) ?? (anyAbove ? [anyAbove] : []);
    if (parents.length > 0) level.set(policy, leaf(policy, parents));
  }
  if (admitsAnyPolicy && policies.includes(anyPolicy)) {
    for (const [policy, parents] of byExpected) {
      if (!level.has(policy)) level.set(policy, leaf(policy, parents));
    }
  }
  return prune([...graph, [...level.values()]]);
}

/**
 * Applies policy mappings of an intermediate certificate (RFC 5280 §6.1.4 (b) as replaced by RFC 9618 §5.3).
 * Mappings to or from anyPolicy must have been refused before.
 * @param allowed policy_mapping > 0; otherwise the mapped policies are removed.
 */
export function mapPolicyGraph(
  graph: PolicyGraph,
  mappings: readonly PolicyMapping[],
  allowed: boolean,
): PolicyGraph {
  if (!graph || mappings.length === 0) return graph;
  const level = graph.at(-1) ?? [];
  const bySource = groupBySource(mappings);
  if (!allowed) {
    return prune([...graph.slice(0, -1), level.filter((node) => !bySource.has(node.policy))]);
  }
  const mapped = level.map((node) => ({ ...node, expected: bySource.get(node.policy) ?? node.expected }));
  const known = new Set(level.map((node) => node.policy));
  const any = level.find((node) => node.policy === anyPolicy);
  for (const [policy, expected] of any ? bySource : []) {
    if (!known.has(policy)) mapped.push({ policy, expected, parents: any?.parents ?? [] });
  }
  return [...graph.slice(0, -1), mapped];
}

/**
 * Intersects the graph with the policies the relying party accepts (RFC 5280 §6.1.5 (g), RFC 9618 §5.4).
 * @param initial user-initial-policy-set; [anyPolicy] accepts all.
 * @returns the user-constrained policy set; empty when nothing is left; it may be [anyPolicy].
 */
export function intersectPolicies(graph: PolicyGraph, initial: readonly string[]): readonly string[] {
  const authority = authorityPolicies(graph);
  if (initial.includes(anyPolicy)) return [...authority];
  if (authority.has(anyPolicy)) return [...new Set(initial)];
  return [...new Set(initial)].filter((policy) => authority.has(policy));
}

function authorityPolicies(graph: PolicyGraph): ReadonlySet<string> {
  const found = new Set<string>();
  if (!graph) return found;
  for (const level of graph.slice(1)) {
    for (const node of level) {
      const rooted = node.parents.some((parent) => parent.policy === anyPolicy);
      if (rooted && node.policy !== anyPolicy) found.add(node.policy);
    }
  }
  if (graph.at(-1)?.some((node) => node.policy === anyPolicy)) found.add(anyPolicy);
  return found;
}

function leaf(policy: string, parents: readonly PolicyNode[]): PolicyNode {
  return { policy, expected: new Set([policy]), parents };
}

function indexByExpected(level: readonly PolicyNode[]): ReadonlyMap<string, readonly PolicyNode[]> {
  const index = new Map<string, PolicyNode[]>();
  for (const node of level) {
    for (const policy of node.expected) {
      const nodes = index.get(policy);
      if (nodes) nodes.push(node);
      else index.set(policy, [node]);
    }
  }
  return index;
}

function groupBySource(mappings: readonly PolicyMapping[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
    const group = groups.get(issuerDomainPolicy);
    if (group) group.add(subjectDomainPolicy);
    else groups.set(issuerDomainPolicy, new Set([subjectDomainPolicy]));
  }
  return groups;
}

/** RFC 5280 §6.1.3 (d)(3): nodes above the last level that have no child go, upwards until nothing changes. */
function prune(levels: readonly (readonly PolicyNode[])[]): PolicyGraph {
  const kept: (readonly PolicyNode[])[] = [];
  let below: ReadonlySet<PolicyNode> | undefined;
  for (const level of levels.toReversed()) {
    const used = below;
    const survivors = used ? level.filter((node) => used.has(node)) : level;
    if (survivors.length === 0) return null;
    kept.push(survivors);
    below = new Set(survivors.flatMap((node) => node.parents));
  }
  return kept.reverse();
}
