import { z } from 'zod';

/**
 * The conversation between authority and card (docs/flows/activate.md).
 *
 * The page asks the authority for a task and hands it to the agent's window; from then on the page only carries what the
 * window asks (`release`, `refuted`, `confirm`, `relay`) to `POST {authority}/api/task/{id}/{ask}` and the answer back.
 */

export const operation = z.enum(['activate', 'unlock', 'recode', 'write', 'produce']);
export type Operation = z.infer<typeof operation>;

/** `XC` and 14 digits. */
export const cardNumber = z.string().regex(/^XC\d{14}$/);
const base64 = z.base64();
const hex = z.string().regex(/^[0-9a-f]+$/);

export const publicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.base64url(),
  y: z.base64url(),
});
export type PublicJwk = Readonly<z.infer<typeof publicJwk>>;

/** `POST /api/task`: the body. `produce` names the application; the others the card as read from its 9E certificate. */
export const taskOrder = z.discriminatedUnion('operation', [
  z.object({ operation: z.enum(['activate', 'unlock', 'recode', 'write']), cardNumber }),
  z.object({ operation: z.literal('produce'), application: z.string().min(1).max(40) }),
]);
export type TaskOrder = Readonly<z.infer<typeof taskOrder>>;

/** `POST /api/task`: the answer. `task` is a compact JWS of {@link taskClaims}. */
export const taskIssued = z.object({ id: z.string(), task: z.string() });
export type TaskIssued = Readonly<z.infer<typeof taskIssued>>;

/** The JWS header's `typ`; `alg` is ES256 and `x5c` starts with the task signer's certificate. */
export const taskType = 'kaika-task+jwt';

/** Extended key usage of a task signer (docs/standards.md), under the documentation arc; an authority may have its own. */
export const taskUsage = '1.3.6.1.4.1.32473.1.2.1';

/** What the authority states in a task. Times are seconds since 1970. */
export const taskClaims = z.object({
  id: z.string().min(16).max(64),
  operation,
  /** Null for `produce`: the blank has no number yet; the new one is then in `label`. */
  cardNumber: cardNumber.nullable(),
  /** Who is asked about, as the window shows it: holder and, for `produce`, the new card number. */
  holder: z.string().max(200),
  label: z.string().max(200).optional(),
  /** The holder's Unified Business Number: everybody knows it, so it may not be the new PIN. */
  ubn: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  /** The origin of the page that may carry this task; the window refuses any other `event.origin`. */
  origin: z.url(),
  nonce: base64,
  /** The authority's ECDH key for this task: what is sealed for the authority is sealed to this. */
  key: publicJwk,
  iat: z.number().int(),
  exp: z.number().int(),
});
export type TaskClaims = Readonly<z.infer<typeof taskClaims>>;

/** What the agent seals for the authority (compact JWE, ECDH-ES + A256GCM, to `TaskClaims.key`). */
export const sealedCode = z.object({
  task: z.string(),
  cardNumber,
  /** RFC 7638 thumbprint of the agent's one-time key; for `recode`, where nothing is sealed in return, the task's hash. */
  key: z.base64url(),
  attempt: z.number().int().min(1).max(10),
  userCode: z.string().max(64),
});
export type SealedCode = Readonly<z.infer<typeof sealedCode>>;

/**
 * `release`: the agent proves the card is here and hands over the sealed user code.
 * `signature` is 9E's (ECDSA DER or RSA PKCS#1) over the transcript `kaika/card/1` (`@kaika/card/transcript`).
 */
export const releaseRequest = z.object({
  task: z.string(),
  attempt: z.number().int().min(1).max(10),
  oneTimeKey: publicJwk,
  sealed: z.string().max(4096),
  guid: hex.length(32),
  /** The 9E certificate, DER. */
  certificate: base64,
  signature: base64,
});
export type ReleaseRequest = Readonly<z.infer<typeof releaseRequest>>;

/** The answer to `release` and to `refuted`: a compact JWE to the agent's one-time key holding {@link releasedPuk}. */
export const release = z.object({ release: z.string() });
export type Release = Readonly<z.infer<typeof release>>;

/** One PUK candidate and what it is to be changed to. PUKs are 8 bytes, base64. */
export const releasedPuk = z.object({
  task: z.string(),
  puk: base64,
  version: z.number().int().positive(),
  nextPuk: base64,
  nextVersion: z.number().int().positive(),
});
export type ReleasedPuk = Readonly<z.infer<typeof releasedPuk>>;

/** `refuted`: the card refused the offered PUK. 9E signs the transcript `kaika/refuted/1`. */
export const refuted = z.object({
  task: z.string(),
  guid: hex.length(32),
  version: z.number().int().positive(),
  triesLeft: z.number().int().min(0).max(15),
  signature: base64,
});
export type Refuted = Readonly<z.infer<typeof refuted>>;

/** `confirm`: done on the card. 9A signs the transcript `kaika/confirm/1`. Idempotent by task for 24 hours. */
export const confirm = z.object({
  task: z.string(),
  guid: hex.length(32),
  /** The version of the PUK now on the card. */
  version: z.number().int().positive(),
  result: z.enum(['activated', 'unlocked']),
  signature: base64,
});
export type Confirm = Readonly<z.infer<typeof confirm>>;

/**
 * `recode`: the new user code, sealed as a tried one is (attempt 1), and 9A's signature, right after the PIN, over the transcript
 * `kaika/recode/1`. The answer is `confirmed`.
 */
export const recodeRequest = z.object({
  task: z.string(),
  guid: hex.length(32),
  sealed: z.string().max(4096),
  signature: base64,
});
export type RecodeRequest = Readonly<z.infer<typeof recodeRequest>>;

/** What a person keeps: shown, printed, and signed by the authority (`jws`, compact, typ `kaika-receipt+jwt`). */
export const receipt = z.object({
  number: z.string(),
  what: z.string(),
  at: z.iso.datetime(),
  cardNumber: cardNumber.optional(),
  holder: z.string(),
  jws: z.string(),
  /** The receipt's page at the authority. */
  href: z.string(),
});
export type Receipt = Readonly<z.infer<typeof receipt>>;

/** The answer to `confirm`. */
export const confirmed = z.object({ receipt });
export type Confirmed = Readonly<z.infer<typeof confirmed>>;

/**
 * `relay` (operations `produce` and `write`): the authority drives the card through the agent. The agent sends the answers to
 * the last commands (none the first time) and gets the next ones. Whole APDUs, base64.
 */
export const relayAnswer = z.object({
  task: z.string(),
  sequence: z.number().int().nonnegative(),
  answers: z.array(base64).max(64),
  /** A code from `@kaika/wire/problem` when the card could not be reached any more. */
  problem: z.string().optional(),
});
export type RelayAnswer = Readonly<z.infer<typeof relayAnswer>>;

export const progress = z.object({
  step: z.number().int().nonnegative(),
  of: z.number().int().positive(),
  /** A key of the step's sentence, for example `generate-9a`. */
  label: z.string(),
});
export type Progress = Readonly<z.infer<typeof progress>>;

export const relayOrder = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('go-on'),
    sequence: z.number().int().nonnegative(),
    commands: z.array(base64).min(1).max(64),
    progress: progress.optional(),
  }),
  z.object({ state: z.literal('done'), cardNumber, href: z.string() }),
]);
export type RelayOrder = Readonly<z.infer<typeof relayOrder>>;
