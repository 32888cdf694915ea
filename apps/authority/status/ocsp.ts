import { createHash } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { answerOcsp, type OcspResponder, responderOf, type SignedOcspAnswer } from '@kaika/ca/ocsp';
import type { CertificateStatus } from '@kaika/ca/status';
import { isIssuerOf } from '@kaika/pki/ocsp';
import { parseOcspRequest } from '@kaika/pki/ocsp-request';
import type { IssuingName } from '../ca/signatory.ts';
import type { Context } from '../context.ts';
import { findOwnBySerial } from '../store/authority.ts';
import { findCertificate } from '../store/certificate.ts';
import { watch } from '../store/save.ts';
import { statusOf } from './record.ts';

/** The status service of the issuing authorities (RFC 6960, RFC 5019). */
export type StatusDesk = {
  /** Answers a DER request. `unauthorized` for another issuer's certificates, `malformed` for what is no request. */
  answer(authority: IssuingName, request: Uint8Array): Promise<OcspReply>;
};

export type OcspReply =
  | { readonly kind: 'signed'; readonly answer: SignedOcspAnswer; readonly etag: string }
  | { readonly kind: 'error'; readonly der: Uint8Array };

/** RFC 6960 §4.2.1: an answer without responseBytes. */
const malformed = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x01);
const internalError = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x02);
const unauthorized = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06);

/** Answers kept at most: some megabytes, whatever the number of certificates. */
const cacheSize = 10_000;

/**
 * Signs at first request and keeps the answer until it changes or ages. The record is read for every answer that is not kept, so
 * another process's change is seen when the kept answer ends: within the minute for what may still change.
 */
export function openStatusDesk(context: Context): StatusDesk {
  const kept = openCache(context.now);
  watch(context.db, (changes) => {
    for (const { next } of changes) if (next?.noun === 'certificate') kept.drop(next.serial);
  });
  return {
    answer: async (authority, request) => {
      const asked = read(request);
      if (asked === null) return { kind: 'error', der: malformed };
      const { issuer } = context.ca.authority(authority);
      const here = asked.ids.every((id) => isIssuerOf(id, { name: issuer.name, spki: issuer.publicKey }));
      if (!here) return { kind: 'error', der: unauthorized };
      const [single] = asked.ids.length === 1 && asked.nonce === undefined ? asked.ids : [];
      const place = single && { serial: toHex(single.serial), key: `${authority} ${toHex(single.der)}` };
      const known = place && kept.find(place);
      if (known) return signed(known);
      try {
        const answer = await signAnswer(context, authority, asked);
        if (place) kept.keep(place, answer);
        return signed(answer);
      } catch (error) {
        context.log.error({ err: error }, 'ocsp');
        return { kind: 'error', der: internalError };
      }
    },
  };
}

type Place = { readonly serial: string; readonly key: string };

/** Answers by certificate, so that a change drops all of its own; the one that came first leaves first. */
function openCache(now: () => Date) {
  const kept = new Map<string, Map<string, SignedOcspAnswer>>();
  return {
    find: ({ serial, key }: Place): SignedOcspAnswer | undefined => {
      const answer = kept.get(serial)?.get(key);
      if (answer === undefined) return undefined;
      const until = answer.thisUpdate.getTime() + answer.maxAgeSeconds * 1000;
      return until > now().getTime() ? answer : undefined;
    },
    keep: ({ serial, key }: Place, answer: SignedOcspAnswer): void => {
      const answers = kept.get(serial) ?? new Map<string, SignedOcspAnswer>();
      // One for each hash of the CertID; a stranger's variations do not add up.
      if (answers.size >= 4) answers.clear();
      answers.set(key, answer);
      kept.delete(serial);
      kept.set(serial, answers);
      const oldest = kept.keys().next().value;
      if (kept.size > cacheSize && oldest !== undefined) kept.delete(oldest);
    },
    drop: (serial: string): void => {
      kept.delete(serial);
    },
  };
}

type Read = {
  readonly ids: ReturnType<typeof parseOcspRequest>['ids'];
  readonly nonce: Uint8Array | undefined;
};

function read(request: Uint8Array): Read | null {
  try {
    const { ids, nonce } = parseOcspRequest(request);
    return { ids, nonce };
  } catch {
    return null;
  }
}

async function signAnswer(context: Context, authority: IssuingName, { ids, nonce }: Read) {
  const responder = await responderFor(context, authority);
  const findings = [];
  for (const id of ids) {
    const status = await statusFor(context, authority, toHex(id.serial));
    findings.push({ id, status });
  }
  return answerOcsp(responder, findings, { now: context.now(), nonce });
}

async function responderFor(context: Context, authority: IssuingName): Promise<OcspResponder> {
  const { certificate, signer } = await context.signatory.responder(authority);
  return responderOf(context.ca.authority(authority).issuer, certificate, signer);
}

async function statusFor(
  { db, ca }: Context,
  authority: IssuingName,
  serial: string,
): Promise<CertificateStatus | undefined> {
  const generation = ca.generation(authority);
  const certificate = await findCertificate(db, serial);
  if (certificate !== null) return certificate.generation === generation ? statusOf(certificate) : undefined;
  return (await findOwnBySerial(db, generation, serial)) === null ? undefined : { state: 'good' };
}

function signed(answer: SignedOcspAnswer): OcspReply {
  return { kind: 'signed', answer, etag: `"${createHash('sha256').update(answer.der).digest('base64url')}"` };
}
