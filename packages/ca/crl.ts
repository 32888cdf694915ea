import { equal } from '@kaika/bytes/bytes';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { crlNumber } from '@kaika/pki/crl';
import { type CrlEntryList, crlEntryList } from '@kaika/pki/crl-entry-list';
import { assembleCrl, type CrlDraft, encodeTbsCrl, type StreamSigner, writeCrl } from '@kaika/pki/crl-writer';
import { issuingDistributionPoint } from '@kaika/pki/distribution';
import type { Extension } from '@kaika/pki/extension';
import { authorityKeyIdentifier } from '@kaika/pki/key-identifier';
import { CaError } from './error.ts';
import { type CrlScope, crlAddress, crlScopeOf, type Issuer } from './issuer.ts';
import { type Signer, signChecked } from './signer.ts';
import { type CertificateStatus, publishedStatus } from './status.ts';

/** One certificate of the issuer's key as the records have it. `serial`: big-endian octets. */
export type StatusRecord = {
  readonly serial: Uint8Array;
  readonly status: CertificateStatus;
  readonly notAfter: Date;
};

/**
 * One CRL to be issued. Every scope (each shard, and the complete list) has a series of numbers of its own, which only
 * rises. `previous`: thisUpdate of the last list of this scope, absent for the first. `days` to nextUpdate, 7 at most.
 */
export type CrlRequest = {
  readonly scope: CrlScope;
  readonly number: number | bigint;
  readonly now: Date;
  readonly previous?: Date;
  readonly days?: number;
};

/** A CRL as it was issued. `count`: entries in it. */
export type IssuedCrl = {
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly count: number;
};

const day = 86_400_000;
/** A list is believed no longer. */
export const longestCrlDays = 7;

/**
 * The entries a list is to have: those of its scope that are revoked or on hold. A hold that was released is simply
 * absent; a draft that was never signed is no certificate; an expired certificate stays until one list was issued
 * after it expired (RFC 5280 §5).
 * @param records of this issuer's key; those of other shards are passed over.
 */
export function selectEntries(
  records: Iterable<StatusRecord>,
  issuer: Issuer,
  request: Pick<CrlRequest, 'scope' | 'previous'>,
): CrlEntryList {
  const list = crlEntryList();
  for (const { serial, status, notAfter } of records) {
    if (request.scope !== 'complete' && crlScopeOf(issuer, serial) !== request.scope) continue;
    if (request.previous && notAfter < request.previous) continue;
    if (status.state === 'drafted-unsigned') continue;
    const published = publishedStatus(status);
    if (published.revoked) list.add({ serial, revokedAt: published.at, reason: published.reason });
  }
  return list;
}

/**
 * Issues one CRL (RFC 5280 §5), checked with the signer's public key.
 * @throws CaError `crl.number`, `crl.times` (over 7 days, or the issuer's certificate ends first), `crl.scope`,
 * `signer.mismatch`, `signature.wrong`
 */
export async function issueCrl(
  issuer: Issuer,
  signer: Signer,
  input: { readonly request: CrlRequest; readonly records: Iterable<StatusRecord> },
): Promise<IssuedCrl> {
  const { request, records } = input;
  if (!equal(signer.publicKey, issuer.publicKey)) refuse('signer.mismatch', request, 'signatureAlgorithm');
  const draft = draftCrl(issuer, request);
  const entries = selectEntries(records, issuer, request);
  const tbs = encodeTbsCrl(draft, entries);
  const signature = await signChecked(signer, tbs, `crl ${request.scope}`);
  const { thisUpdate, nextUpdate } = draft;
  return { der: assembleCrl(tbs, draft.algorithm, signature), thisUpdate, nextUpdate, count: entries.count };
}

/**
 * As `issueCrl` for lists of any length: pieces to be written one after another. The signature is not checked.
 * @throws CaError as `issueCrl`
 */
export function streamCrl(
  issuer: Issuer,
  signer: StreamSigner,
  input: { readonly request: CrlRequest; readonly records: Iterable<StatusRecord> },
): AsyncGenerator<Uint8Array, void, undefined> {
  const draft = draftCrl(issuer, input.request);
  return writeCrl(draft, selectEntries(input.records, issuer, input.request), signer);
}

function draftCrl(issuer: Issuer, request: CrlRequest): CrlDraft {
  const { scope, number, now, days = longestCrlDays } = request;
  if (scope !== 'complete' && !(scope >= 0 && scope < issuer.shards)) refuse('crl.scope', request, 'scope');
  if (number < 0) refuse('crl.number', request, 'cRLNumber');
  if (!(days > 0 && days <= longestCrlDays)) refuse('crl.times', request, 'nextUpdate');
  const end = issuer.notAfter?.getTime() ?? Number.POSITIVE_INFINITY;
  const nextUpdate = new Date(Math.min(now.getTime() + days * day, end));
  if (nextUpdate <= now) refuse('crl.times', request, 'nextUpdate');
  return {
    algorithm: signatureAlgorithm(issuer.algorithm),
    issuer: issuer.name,
    thisUpdate: now,
    nextUpdate,
    extensions: extensionsOf(issuer, scope, number),
  };
}

/** The complete list has no distribution point: its scope is all that the key issued. */
function extensionsOf(issuer: Issuer, scope: CrlScope, number: number | bigint): readonly Extension[] {
  const base = [authorityKeyIdentifier(issuer.keyId), crlNumber(number)];
  if (scope === 'complete') return base;
  return [...base, issuingDistributionPoint({ address: crlAddress(issuer, scope) })];
}

function refuse(
  code: 'crl.scope' | 'crl.number' | 'crl.times' | 'signer.mismatch',
  request: CrlRequest,
  field: string,
): never {
  throw new CaError(code, { certificate: `crl ${request.scope}`, field });
}
