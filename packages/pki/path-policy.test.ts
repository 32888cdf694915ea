import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anyPolicy,
  growPolicyGraph,
  initialPolicyGraph,
  intersectPolicies,
  mapPolicyGraph,
} from './path-policy.ts';

const gold = '1.2.3.1';
const silver = '1.2.3.2';

test('a policy survives only when every certificate asserts it', () => {
  const first = growPolicyGraph(initialPolicyGraph(), [gold, silver], true);
  assert.deepEqual(intersectPolicies(first, [anyPolicy]), [gold, silver]);
  const second = growPolicyGraph(first, [silver], true);
  assert.deepEqual(intersectPolicies(second, [anyPolicy]), [silver]);
  assert.deepEqual(intersectPolicies(second, [gold]), []);
});

test('a certificate without policies empties the graph for good', () => {
  const none = growPolicyGraph(initialPolicyGraph(), undefined, true);
  assert.equal(none, null);
  assert.equal(growPolicyGraph(none, [gold], true), null);
});

test('anyPolicy passes every policy on, unless it is inhibited', () => {
  const first = growPolicyGraph(initialPolicyGraph(), [gold], true);
  assert.deepEqual(intersectPolicies(growPolicyGraph(first, [anyPolicy], true), [gold]), [gold]);
  assert.equal(growPolicyGraph(first, [anyPolicy], false), null);
});

test('anyPolicy to the end admits whatever the relying party accepts', () => {
  const any = growPolicyGraph(initialPolicyGraph(), [anyPolicy], true);
  assert.deepEqual(intersectPolicies(any, [silver, gold]), [silver, gold]);
});

test('a mapping answers in the words of the anchor, and removes when it is inhibited', () => {
  const first = growPolicyGraph(initialPolicyGraph(), [gold], true);
  const mapping = [{ issuerDomainPolicy: gold, subjectDomainPolicy: silver }];
  const mapped = growPolicyGraph(mapPolicyGraph(first, mapping, true), [silver], true);
  assert.deepEqual(intersectPolicies(mapped, [gold]), [gold]);
  assert.deepEqual(intersectPolicies(mapped, [silver]), []);
  assert.equal(mapPolicyGraph(first, mapping, false), null);
});

test('a mapping below anyPolicy makes the policy it maps from', () => {
  const any = growPolicyGraph(initialPolicyGraph(), [anyPolicy], true);
  const mapping = [{ issuerDomainPolicy: gold, subjectDomainPolicy: silver }];
  const mapped = growPolicyGraph(mapPolicyGraph(any, mapping, true), [silver], true);
  assert.deepEqual(intersectPolicies(mapped, [gold]), [gold]);
});
