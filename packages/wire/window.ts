import { z } from 'zod';
import { problem } from './problem.ts';
import { cardNumber, progress, receipt } from './task.ts';
import { authToken, nonce } from './token.ts';

/**
 * The agent's own protocol: a page opens `{agent}/window#{page origin}` and both sides post messages with exact origins.
 *
 *   window → page  ready                      (target: the origin after #; if that was a lie nobody hears it)
 *   page → window  request {id, request}      (the window believes `event.origin` and nothing else about who asks)
 *   window → page  ask {id, ask, body}        (the page fetches the answer from its own server …)
 *   page → window  answer {id, body | problem}
 *   window → page  progress {id, progress}
 *   window → page  result {id, result} | problem {id, problem}
 *
 * One request a window. Both sides ignore every message that is not theirs: other origins, other sources, other shapes.
 */
export const protocolVersion = 1;

/** The oldest version of the agent that pages of the house can use. */
export const oldestAgent = '0.1.0';

const envelope = { kaika: z.literal(protocolVersion), id: z.string().min(8).max(64) };

export const use = z.enum(['authentication', 'signature', 'encryption', 'presence']);
export type Use = z.infer<typeof use>;

/** A certificate on a card, as far as it can be told without a PIN. */
export const heldCertificate = z.object({
  use,
  certificate: z.base64(),
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
});
export type HeldCertificate = Readonly<z.infer<typeof heldCertificate>>;

export const heldCard = z.object({
  /** Null for a card of another issuer or a blank one. */
  cardNumber: cardNumber.nullable(),
  kind: z.enum(['ours', 'foreign', 'blank']),
  holder: z.string(),
  model: z.string(),
  guid: z.string().nullable(),
  pinTriesLeft: z.number().int().nullable(),
  certificates: z.array(heldCertificate),
});
export type HeldCard = Readonly<z.infer<typeof heldCard>>;

/** A card looked at closely. What a model does not tell is null. */
export const viewedCard = heldCard.extend({
  reader: z.string(),
  pukTriesLeft: z.number().int().nullable(),
  /** The maker's number of the card, and the version of its program. */
  serialNumber: z.number().int().nullable(),
  version: z.string().nullable(),
  /** What the card states about its keys (one certificate a key) and the card's own certificate that signed them. */
  attestation: z
    .object({
      certificate: z.base64(),
      statements: z.array(z.object({ use, statement: z.base64() })).max(8),
    })
    .nullable(),
});
export type ViewedCard = Readonly<z.infer<typeof viewedCard>>;

export const heldReader = z.object({ name: z.string(), card: heldCard.nullable() });
export type HeldReader = Readonly<z.infer<typeof heldReader>>;

export const agentStatus = z.object({
  version: z.string(),
  protocol: z.number().int(),
  service: z.enum(['running', 'absent']),
  /** Milliseconds since 1970 by the agent's clock, so that a page can tell a wrong clock. */
  clock: z.number(),
  trusted: z.boolean(),
  /** What lies in each reader, one word a reader; trusted pages alone are told. */
  readers: z.array(z.enum(['empty', 'ours', 'foreign', 'blank', 'unreadable'])).optional(),
});
export type AgentStatus = Readonly<z.infer<typeof agentStatus>>;

export const hashAlgorithm = z.enum(['SHA-256', 'SHA-384', 'SHA-512']);

/** What a page may ask of the window. */
export const agentRequest = z.discriminatedUnion('do', [
  z.object({ do: z.literal('status') }),
  /** Readers and cards (偵測卡片), for trusted origins. */
  z.object({ do: z.literal('cards') }),
  /** Lets the person choose a certificate for a use; asks for no PIN. */
  z.object({ do: z.literal('certificate'), use: z.enum(['authentication', 'signature']) }),
  /** A login token for this origin. Asks `status` (before the PIN) unless `plain`. */
  z.object({
    do: z.literal('authenticate'),
    nonce,
    plain: z.boolean().optional(),
    /** It proves one act and opens no session: the window says so. */
    proof: z.boolean().optional(),
  }),
  /** A new PIN in place of the old, then a login token under the new one. Asks `status` before any PIN. */
  z.object({ do: z.literal('change-pin'), nonce }),
  /** All that one card tells without a PIN; the person chooses where there are several. Foreign cards, too. */
  z.object({ do: z.literal('view') }),
  /** A signature of a hash with 9C. `certificate` (DER, base64) says which; without it the person chooses. */
  z.object({
    do: z.literal('sign'),
    documentName: z.string().min(1).max(200),
    hash: z.base64(),
    hashAlgorithm,
    certificate: z.base64().optional(),
  }),
  /** A task of an authority (compact JWS). Asks `release`, `refuted`, `confirm`, `recode`, `relay`. */
  z.object({ do: z.literal('task'), task: z.string().max(16_384), reader: z.string().max(200).optional() }),
]);
export type AgentRequest = Readonly<z.infer<typeof agentRequest>>;

/** `signature`: ECDSA as r ‖ s (RFC 7518 §3.4; CMS and PDF want the DER form), RSA as PKCS#1 v1.5. ES384 signs SHA-384, the others SHA-256. */
export const signed = z.object({
  signature: z.base64(),
  algorithm: z.enum(['ES256', 'ES384', 'RS256', 'PS256']),
  certificate: z.base64(),
});
export type Signed = Readonly<z.infer<typeof signed>>;

/** What comes back, by `do`. */
export const agentResult = z.discriminatedUnion('do', [
  z.object({ do: z.literal('status'), status: agentStatus }),
  z.object({ do: z.literal('cards'), readers: z.array(heldReader) }),
  z.object({ do: z.literal('certificate'), reader: z.string(), certificate: heldCertificate }),
  z.object({ do: z.literal('authenticate'), token: authToken }),
  z.object({ do: z.literal('change-pin'), token: authToken }),
  z.object({ do: z.literal('view'), card: viewedCard }),
  z.object({ do: z.literal('sign'), signed }),
  z.object({ do: z.literal('task'), receipt: receipt.optional(), href: z.string().optional() }),
]);
export type AgentResult = Readonly<z.infer<typeof agentResult>>;

export const ask = z.enum(['status', 'release', 'refuted', 'confirm', 'recode', 'relay']);
export type Ask = z.infer<typeof ask>;

export const toWindow = z.discriminatedUnion('type', [
  z.object({
    ...envelope,
    type: z.literal('request'),
    request: agentRequest,
    language: z.enum(['zh-TW', 'en']).optional(),
  }),
  z.object({
    ...envelope,
    type: z.literal('answer'),
    body: z.unknown().optional(),
    problem: problem.optional(),
  }),
]);
export type ToWindow = Readonly<z.infer<typeof toWindow>>;

export const toPage = z.discriminatedUnion('type', [
  z.object({ kaika: z.literal(protocolVersion), type: z.literal('ready'), version: z.string() }),
  z.object({ ...envelope, type: z.literal('ask'), ask, body: z.unknown() }),
  z.object({ ...envelope, type: z.literal('progress'), progress }),
  z.object({ ...envelope, type: z.literal('result'), result: agentResult }),
  z.object({ ...envelope, type: z.literal('problem'), problem }),
]);
export type ToPage = Readonly<z.infer<typeof toPage>>;
