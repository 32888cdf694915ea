import { equal } from '@kaika/bytes/bytes';
import { cursorAt, enterSequence, peekTag, readBoolean, readNumber } from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import { type Certificate, isSignedBy, parseCertificate } from '@kaika/pki/certificate';
import { EXTENSION } from '@kaika/pki/extension';
import { sameName } from '@kaika/pki/name';
import { CardError } from './error.ts';
import type { Version } from './model.ts';

/** What a card states about one of its keys. `serialNumber`: the maker's. `pinPolicy`: when the key asks for the PIN. */
export type Attestation = {
  readonly spki: Uint8Array;
  readonly version: Version;
  readonly serialNumber: number | null;
  readonly pinPolicy: 'never' | 'once' | 'always';
};

/** Who is believed, all DER. `roots` are pinned; `intermediates` lie between them and the card's own attestation certificate. */
export type AttestationTrust = {
  readonly roots: readonly Uint8Array[];
  readonly intermediates?: readonly Uint8Array[];
};

/**
 * Checks an attestation statement (answer of F9) under the card's attestation certificate (object 5FFF01), both DER, up to a
 * pinned root, and reads Yubico's extensions 1.3.6.1.4.1.41482.3.3, .7 and .8. Dates are not judged: a card has no clock and its
 * makers' certificates say so. Throws `card.attestation-failed` for everything that is not in order.
 */
export function checkAttestation(
  statement: Uint8Array,
  attester: Uint8Array,
  trust: AttestationTrust,
): Attestation {
  return failing(() => {
    const leaf = parseCertificate(statement);
    const issuer = parseCertificate(attester);
    if (!isIssuedBy(leaf, issuer)) throw new CardError('card.attestation-failed');
    const between = (trust.intermediates ?? []).map(parseCertificate);
    climb(issuer, { roots: trust.roots.map(parseCertificate), between });
    return readStatement(leaf);
  });
}

const arc = '1.3.6.1.4.1.41482.3';
/** One more than the longest chain a maker uses: root, intermediate, batch, card. */
const longestChain = 4;

type Trusted = { readonly roots: readonly Certificate[]; readonly between: readonly Certificate[] };

/** Goes up to a pinned root or throws. A pinned certificate is trusted for its key, however it is signed itself. */
function climb(from: Certificate, { roots, between }: Trusted): void {
  let current = from;
  for (let length = 0; length < longestChain; length += 1) {
    if (!isAuthority(current)) break;
    const below = current;
    if (roots.some((root) => equal(root.der, below.der) || isIssuedBy(below, root))) return;
    const next = between.find((one) => isIssuedBy(below, one));
    if (next === undefined) break;
    current = next;
  }
  throw new CardError('card.attestation-failed');
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return sameName(certificate.issuer, issuer.subject) && isSignedBy(certificate, issuer.spki);
}

function isAuthority(certificate: Certificate): boolean {
  const constraints = certificate.extensions.get(EXTENSION.basicConstraints);
  if (constraints === undefined) return false;
  const fields = enterSequence(cursorAt(constraints.value));
  return peekTag(fields) === TAG.boolean && readBoolean(fields);
}

function readStatement(leaf: Certificate): Attestation {
  const [major, minor, patch] = leaf.extensions.get(`${arc}.3`)?.value ?? [];
  const serial = leaf.extensions.get(`${arc}.7`)?.value;
  const [policy] = leaf.extensions.get(`${arc}.8`)?.value ?? [];
  const pinPolicy = policy === undefined ? undefined : (['never', 'once', 'always'] as const)[policy - 1];
  if (major === undefined || minor === undefined || patch === undefined || pinPolicy === undefined) {
    throw new CardError('card.attestation-failed');
  }
  return {
    spki: leaf.spki,
    version: [major, minor, patch],
    serialNumber: serial === undefined ? null : readNumber(cursorAt(serial)),
    pinPolicy,
  };
}

function failing<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    if (cause instanceof CardError) throw cause;
    throw new CardError('card.attestation-failed', { cause });
  }
}
