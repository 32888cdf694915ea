import { hash } from 'node:crypto';
import { equal } from '@kaika/bytes/bytes';
import { toHex } from '@kaika/bytes/hex';
import { answerOcsp, heldSeconds, type SignedOcspAnswer, settledSeconds } from '@kaika/ca/ocsp';
import type { CertificateStatus } from '@kaika/ca/status';
import { type CertId, certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest, type OcspRequest, parseOcspRequest } from '@kaika/pki/ocsp-request';
import { encodeOcspError } from '@kaika/pki/ocsp-response';
import type { Generation } from '../ca/establish.ts';
import type { Context } from '../context.ts';
import { findOwnBySerial } from '../store/authority.ts';
import { watch } from '../store/save.ts';
import { type FindStatusRow, statusReader } from '../store/status.ts';
import { admitSome } from './cap.ts';
import { keepAnswers } from './kept.ts';
import { statusOf } from './record.ts';
import { openResponders, type Responders } from './responder.ts';

/** The status service of the issuing authorities (RFC 6960, RFC 5019), one responder for each key. */
export type StatusDesk = {
  /** A kept answer to exactly these octets, at once; undefined where there is none. */
  recall(generation: string, request: string): OcspReply | undefined;
  /** Answers a DER request. `unauthorized` for another issuer's certificates, `malformedRequest` for what is no request. */
  answer(generation: string, request: Uint8Array): Promise<OcspReply>;
  /** Whether this key has a responder: `issuing-cards/1`. */
  answersFor(generation: string): boolean;
};

/** `life`: what HTTP may say of an answer that others may keep; null where it is for this client and moment alone. */
export type OcspReply = {
  readonly der: Uint8Array;
  readonly keptUntil: number;
  readonly life: (Pick<SignedOcspAnswer, 'thisUpdate' | 'nextUpdate'> & { readonly etag: string }) | null;
};

/** Answers kept at most: some 15 MB, whatever the number of certificates. */
const mostKept = 10_000;
/** Signatures a second for serial numbers nobody recorded: a stranger can make up as many as he likes. */
const mostUnknown = 200;

/** How a request is known when it comes again: its octets, one character each. */
export function questionOf(request: Uint8Array): string {
  return Buffer.from(request.buffer, request.byteOffset, request.length).toString('latin1');
}

/**
 * Signs at first request and keeps the answer until the certificate changes or half of the answer's life is over. `keepSeconds`
 * bounds that where changes of other processes are not heard of at once.
 */
export function openStatusDesk(
  context: Context,
  { keepSeconds = () => settledSeconds }: { readonly keepSeconds?: () => number } = {},
): StatusDesk & { drop(serial: string | null): void } {
  const kept = keepAnswers<OcspReply>(mostKept);
  const desk = { ...context, find: statusReader(context.db), responders: openResponders(context) };
  const admitUnknown = admitSome(mostUnknown, context.now);
  watch(context.db, (changes) => {
    for (const { next } of changes) if (next?.noun === 'certificate') kept.drop(next.serial);
  });
  return {
    answersFor: (generation) => isIssuing(context.ca.generations.get(generation)),
    drop: (serial) => (serial === null ? kept.clear() : kept.drop(serial)),
    recall: (generation, request) => kept.find(`${generation} ${request}`, context.now().getTime()),
    answer: async (name, request) => {
      const generation = context.ca.generations.get(name);
      const asked = read(request);
      if (asked === null) return refusal('malformedRequest');
      if (!generation || !isIssuing(generation) || !isOurs(asked, generation)) return refusal('unauthorized');
      const [single] = asked.ids.length === 1 && asked.nonce === undefined ? asked.ids : [];
      // The same question in its plain form, whatever came with it: strangers' variations do not fill the cache.
      const question = single && `${name} ${questionOf(plainForm(request, single))}`;
      const known = question && kept.find(question, context.now().getTime());
      if (known) return known;
      try {
        const found = await findAll(desk, generation, asked);
        if (found.some(({ status }) => !status) && !admitUnknown()) return refusal('tryLater');
        const responder = await desk.responders(generation);
        const answer = await answerOcsp(responder, found, { now: context.now(), nonce: asked.nonce });
        const reply = replyOf(answer, keepSeconds());
        if (question) kept.keep(question, toHex(single.serial), reply);
        return reply;
      } catch (error) {
        context.log.error({ err: error }, 'ocsp');
        return refusal('internalError');
      }
    },
  };
}

/** A request for one certificate and nothing else, which is what most are already. */
function plainForm(request: Uint8Array, id: CertId): Uint8Array {
  // Four SEQUENCE heads around the CertID; there is one way to write that, and one length it has.
  const plain = id.der.length < 0x78 && request.length === id.der.length + 8;
  return plain ? request : encodeOcspRequest([id]);
}

type Desk = Context & { readonly find: FindStatusRow; readonly responders: Responders };

function isIssuing(generation: Generation | undefined): boolean {
  return generation?.authority === 'issuing-cards' || generation?.authority === 'issuing-software';
}

function isOurs({ ids }: OcspRequest, generation: Generation): boolean {
  const { sha1, sha256 } = hashesOf(generation);
  return ids.every((id) => {
    const own = id.hash === 'sha1' ? sha1 : id.hash === 'sha256' ? sha256 : undefined;
    return own && equal(id.issuerKeyHash, own.issuerKeyHash) && equal(id.issuerNameHash, own.issuerNameHash);
  });
}

type Hashes = Pick<CertId, 'issuerKeyHash' | 'issuerNameHash'>;
const hashes = new WeakMap<Generation, Readonly<Record<'sha1' | 'sha256', Hashes>>>();

function hashesOf(generation: Generation): Readonly<Record<'sha1' | 'sha256', Hashes>> {
  const known = hashes.get(generation);
  if (known) return known;
  const { name, publicKey: spki } = generation.issuer;
  const of = (hash: 'sha1' | 'sha256') => certIdFor({ name, spki }, Uint8Array.of(1), hash);
  const made = { sha1: of('sha1'), sha256: of('sha256') };
  hashes.set(generation, made);
  return made;
}

function read(request: Uint8Array): OcspRequest | null {
  try {
    return parseOcspRequest(request);
  } catch {
    return null;
  }
}

function findAll(desk: Desk, generation: Generation, { ids }: OcspRequest) {
  return Promise.all(
    ids.map(async (id) => ({ id, status: await statusFor(desk, generation, toHex(id.serial)) })),
  );
}

async function statusFor(
  { db, find }: Desk,
  { name }: Generation,
  serial: string,
): Promise<CertificateStatus | undefined> {
  const row = await find(serial);
  if (row !== null) return row.generation === name ? statusOf(row) : undefined;
  return (await findOwnBySerial(db, name, serial)) === null ? undefined : { state: 'good' };
}

function replyOf(answer: SignedOcspAnswer, keepSeconds: number): OcspReply {
  const { der, thisUpdate, nextUpdate, maxAgeSeconds } = answer;
  if (maxAgeSeconds === 0) return { der, keptUntil: 0, life: null };
  const lifeMs = nextUpdate.getTime() - thisUpdate.getTime();
  const keptMs = Math.min(lifeMs / 2, keepSeconds * 1000);
  const etag = `"${hash('sha256', der, 'base64url')}"`;
  return { der, keptUntil: thisUpdate.getTime() + keptMs, life: { thisUpdate, nextUpdate, etag } };
}

/** An error is not signed and nobody keeps it. */
function refusal(status: Parameters<typeof encodeOcspError>[0]): OcspReply {
  return { der: encodeOcspError(status), keptUntil: 0, life: null };
}

/** The longest a kept answer about a hold can be behind another process that was not heard. */
export const unheardSeconds = Math.min(5, heldSeconds);
