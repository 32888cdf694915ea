import {
  atEnd,
  type Cursor,
  enterSequence,
  finish,
  peekTag,
  readAscii,
  readElement,
  readNumber,
  readOid,
} from '@kaika/bytes/cursor';
import { ia5String, implicit, integer, oid, sequence, sequenceOf, TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { readString } from './string.ts';

/** A policy, dotted, with the addresses of its practice statement and the text of its user notice. */
export type Policy = {
  readonly oid: string;
  readonly cps: readonly string[];
  readonly notice: string | undefined;
};
export type PolicyMapping = { readonly issuerDomainPolicy: string; readonly subjectDomainPolicy: string };
/** Numbers of certificates to skip; undefined where the field is absent. */
export type PolicyConstraints = {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
};

const CPS = '1.3.6.1.5.5.7.2.1';
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';

/** Certificate policies, RFC 5280 §4.2.1.4; at most one CPS address each is written. */
export function certificatePolicies(
  policies: readonly { readonly oid: string; readonly cps?: string }[],
  critical = false,
): Extension {
  const list = policies.map((policy) =>
    policy.cps === undefined
      ? sequence(oid(policy.oid))
      : sequence(oid(policy.oid), sequence(sequence(oid(CPS), ia5String(policy.cps)))),
  );
  return extension(EXTENSION.certificatePolicies, critical, sequenceOf(list));
}

/** The policies; none may stand twice. */
export function certificatePoliciesOf(holder: Extended): readonly Policy[] | undefined {
  return extensionOf(holder, EXTENSION.certificatePolicies, (value) => {
    const list = enterSequence(value);
    const policies = new Map<string, Policy>();
    do {
      const policy = readPolicy(enterSequence(list));
      if (policies.has(policy.oid)) throw new BytesError('der.value');
      policies.set(policy.oid, policy);
    } while (!atEnd(list));
    return [...policies.values()];
  });
}

/** Policy mappings, RFC 5280 §4.2.1.5; critical. */
export function policyMappings(mappings: readonly PolicyMapping[]): Extension {
  const list = mappings.map(({ issuerDomainPolicy, subjectDomainPolicy }) =>
    sequence(oid(issuerDomainPolicy), oid(subjectDomainPolicy)),
  );
  return extension(EXTENSION.policyMappings, true, sequenceOf(list));
}

/** policyMappings (RFC 5280 §4.2.1.5), or undefined where it is absent. Throws `extension.malformed`. */
export function policyMappingsOf(holder: Extended): readonly PolicyMapping[] | undefined {
  return extensionOf(holder, EXTENSION.policyMappings, (value) => {
    const list = enterSequence(value);
    const mappings: PolicyMapping[] = [];
    do {
      const pair = enterSequence(list);
      mappings.push({ issuerDomainPolicy: readOid(pair), subjectDomainPolicy: readOid(pair) });
      finish(pair);
    } while (!atEnd(list));
    return mappings;
  });
}

/** Policy constraints, RFC 5280 §4.2.1.11; critical. */
export function policyConstraints(constraints: Partial<PolicyConstraints>): Extension {
  const { requireExplicitPolicy, inhibitPolicyMapping } = constraints;
  const fields = [requireExplicitPolicy, inhibitPolicyMapping].flatMap((skip, index) =>
    skip === undefined ? [] : [implicit(index, integer(skip))],
  );
  return extension(EXTENSION.policyConstraints, true, sequenceOf(fields));
}

/** policyConstraints (RFC 5280 §4.2.1.11), or undefined where it is absent. Throws `extension.malformed`. */
export function policyConstraintsOf(holder: Extended): PolicyConstraints | undefined {
  return extensionOf(holder, EXTENSION.policyConstraints, (value) => {
    const fields = enterSequence(value);
    const requireExplicitPolicy = peekTag(fields) === 0x80 ? readNumber(fields, 0x80) : undefined;
    const inhibitPolicyMapping = peekTag(fields) === 0x81 ? readNumber(fields, 0x81) : undefined;
    finish(fields);
    if (requireExplicitPolicy === undefined && inhibitPolicyMapping === undefined)
      throw new BytesError('der.value');
    return { requireExplicitPolicy, inhibitPolicyMapping };
  });
}

/** Inhibit anyPolicy, RFC 5280 §4.2.1.14; critical. */
export function inhibitAnyPolicy(skipCertificates: number): Extension {
  return extension(EXTENSION.inhibitAnyPolicy, true, integer(skipCertificates));
}

/** inhibitAnyPolicy (RFC 5280 §4.2.1.14): certificates that may still be passed, or undefined where it is absent. Throws `extension.malformed`. */
export function inhibitAnyPolicyOf(holder: Extended): number | undefined {
  return extensionOf(holder, EXTENSION.inhibitAnyPolicy, (value) => readNumber(value));
}

function readPolicy(fields: Cursor): Policy {
  const dotted = readOid(fields);
  const cps: string[] = [];
  let notice: string | undefined;
  if (!atEnd(fields)) {
    const qualifiers = enterSequence(fields);
    do {
      const qualifier = enterSequence(qualifiers);
      const kind = readOid(qualifier);
      if (kind === CPS) cps.push(readAscii(qualifier, TAG.ia5String));
      else if (kind === USER_NOTICE) notice = readNotice(enterSequence(qualifier));
      else readElement(qualifier);
      finish(qualifier);
    } while (!atEnd(qualifiers));
  }
  finish(fields);
  return { oid: dotted, cps, notice };
}

/** `UserNotice ::= SEQUENCE { noticeRef OPTIONAL, explicitText OPTIONAL }`; the reference is passed over. */
function readNotice(fields: Cursor): string | undefined {
  if (peekTag(fields) === TAG.sequence) readElement(fields);
  const text = atEnd(fields) ? undefined : readString(fields);
  finish(fields);
  return text;
}
