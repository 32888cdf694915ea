import { randomBytes } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { accessAddresses } from '@kaika/pki/access';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { parseCrl } from '@kaika/pki/crl';
import { indexCrl } from '@kaika/pki/crl-index';
import { verifyCrl } from '@kaika/pki/crl-verify';
import { addressesOf, crlDistributionPointsOf } from '@kaika/pki/distribution';
import { PkiError } from '@kaika/pki/error';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import type { StatusSource } from '@kaika/wire/claims';
import { TokenError } from './error.ts';
import { type Fetch, fetchOctets } from './fetch.ts';
import type { FindStatus } from './verify.ts';

/** What is kept between logins; a Map does. Values are signed, so nothing is lost if it is shared or dropped. */
export type StatusCache = {
  readonly get: (key: string) => Uint8Array | undefined;
  readonly set: (key: string, der: Uint8Array) => void;
};

export type StatusSources = {
  readonly fetch: Fetch;
  readonly cache: StatusCache;
  /** No login waits longer, in milliseconds; OCSP gets three fifths of it, the CRL the rest. */
  readonly patience?: number;
  /** How old a CRL may be, in seconds. */
  readonly crlMaxAgeSeconds?: number;
  /** What to do when nothing can be told: refuse (the rule), or admit and mark with `not-checked`. */
  readonly rule?: 'refuse' | 'admit';
  /** Hears why a road led nowhere, for the log. */
  readonly onFailure?: (source: StatusSource, cause: unknown) => void;
  /** False for responders that do not echo nonces; their answers may then be as old as they say. */
  readonly nonce?: boolean;
};

const OCSP_MOST_OCTETS = 65_536;
const CRL_MOST_OCTETS = 16_777_216;

type Verdict = ReturnType<typeof verifyCrl> | { readonly status: 'unknown' };
type Question = { readonly certificate: Certificate; readonly issuer: Certificate; readonly at: Date };

/**
 * Finds the status of a path's first certificate: fresh OCSP, else an answer kept from before and still in its window,
 * else a signed CRL not too old, else the rule. The source is what decided. Throws TokenError `certificate.on-hold`,
 * `certificate.revoked`, `certificate.not-trusted` (the issuer does not know it), `status.unreachable`.
 */
export function statusBy(sources: StatusSources): FindStatus {
  return async ([own, issuing], at) => {
    if (!own || !issuing) throw new TokenError('certificate.not-trusted', 'path');
    const question = { certificate: parseCertificate(own), issuer: parseCertificate(issuing), at };
    const roads: readonly [StatusSource, () => Promise<Verdict | undefined>][] = [
      ['ocsp', () => askOcsp(sources, question)],
      ['ocsp-cached', async () => recallOcsp(sources, question)],
      ['crl', () => readCrl(sources, question)],
    ];
    for (const [source, ask] of roads) {
      // A road that leads nowhere is no verdict: the next is tried.
      const verdict = await ask().catch((cause: unknown): undefined => {
        sources.onFailure?.(source, cause);
      });
      if (verdict) return admit(verdict, source);
    }
    if (sources.rule === 'admit') return 'not-checked';
    throw new TokenError('status.unreachable', 'status');
  };
}

function admit(verdict: Verdict, source: StatusSource): StatusSource {
  if (verdict.status === 'good') return source;
  if (verdict.status === 'unknown') throw new TokenError('certificate.not-trusted', 'status');
  const held = verdict.reason === 'certificateHold';
  throw new TokenError(held ? 'certificate.on-hold' : 'certificate.revoked', 'status');
}

async function askOcsp(sources: StatusSources, question: Question): Promise<Verdict | undefined> {
  const { certificate, issuer, at } = question;
  const { fetch, cache, patience = 2000 } = sources;
  const [url] = accessAddresses(certificate, 'ocsp');
  if (url === undefined) return undefined;
  const nonce = sources.nonce === false ? undefined : randomBytes(32);
  const id = certIdFor({ name: certificate.issuer, spki: issuer.spki }, certificate.serial);
  const ocspRequest = encodeOcspRequest([id], nonce);
  const signal = AbortSignal.timeout(patience * 0.6);
  const der = await fetchOctets(fetch, { url, ocspRequest, signal, mostOctets: OCSP_MOST_OCTETS });
  const verdict = verifyOcspResponse(der, { certificate, issuer, now: at, ...(nonce ? { nonce } : {}) });
  cache.set(ocspKey(question), der);
  return verdict;
}

/** An answer without nextUpdate says that newer ones are always to be had (RFC 6960 §4.2.2.1): it is not reused. */
async function recallOcsp({ cache }: StatusSources, question: Question): Promise<Verdict | undefined> {
  const kept = cache.get(ocspKey(question));
  if (!kept) return undefined;
  const { certificate, issuer, at } = question;
  const verdict = verifyOcspResponse(kept, { certificate, issuer, now: at });
  return verdict.nextUpdate ? verdict : undefined;
}

async function readCrl(sources: StatusSources, question: Question): Promise<Verdict | undefined> {
  const { fetch, cache, patience = 2000 } = sources;
  const [url] = addressesOf(crlDistributionPointsOf(question.certificate));
  if (url === undefined) return undefined;
  const recalled = recallCrl(sources, question, url);
  if (recalled) return recalled;
  const signal = AbortSignal.timeout(patience * 0.4);
  const der = await fetchOctets(fetch, { url, signal, mostOctets: CRL_MOST_OCTETS });
  const verdict = judgeCrl(sources, question, der);
  cache.set(url, der);
  return verdict;
}

function recallCrl(sources: StatusSources, question: Question, url: string): Verdict | undefined {
  const kept = sources.cache.get(url);
  try {
    return kept && judgeCrl(sources, question, kept);
  } catch (cause) {
    // Too old by now: a new one is fetched.
    if (cause instanceof PkiError) return undefined;
    throw cause;
  }
}

function judgeCrl(
  { crlMaxAgeSeconds = 86_400 }: StatusSources,
  question: Question,
  der: Uint8Array,
): Verdict {
  const { certificate, issuer, at } = question;
  const index = indexCrl(parseCrl(der));
  return verifyCrl(index, { certificate, signers: [issuer], now: at, maxAgeSeconds: crlMaxAgeSeconds });
}

function ocspKey({ certificate }: Question): string {
  return `${toHex(certificate.issuer)}/${certificate.serialNumber}`;
}
