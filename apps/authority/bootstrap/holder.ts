import { fromBase64, toBase64 } from '@kaika/bytes/base64';

import { fromBase64url } from '@kaika/bytes/base64url';
import { fromText } from '@kaika/bytes/bytes';
import { toHex } from '@kaika/bytes/hex';
import { CardError } from '@kaika/card/error';
import { readGuid } from '@kaika/card/holder';
import { algorithmOf } from '@kaika/card/key';
import { readCertificate, select } from '@kaika/card/object';
import { changePuk, resetRetryCounter, verifyPin } from '@kaika/card/pin';
import {
  confirmation,
  presence,
  refutation,
  sealedHash,
  signTranscript,
  taskHash,
} from '@kaika/card/transcript';
import type { Transport } from '@kaika/card/transport';
import { parseCertificate } from '@kaika/pki/certificate';
import {
  type Confirm,
  type Confirmed,
  publicJwk,
  type Refuted,
  type Release,
  type ReleasedPuk,
  type ReleaseRequest,
  releasedPuk,
  type TaskClaims,
  type TaskIssued,
  taskClaims,
} from '@kaika/wire/task';
import {
  CompactEncrypt,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { claimsOf } from '../key/jws.ts';

/** How a holder's side reaches the authority: over HTTP, or straight to the functions behind it. */
export type Asks = {
  release(request: ReleaseRequest): Promise<Release>;
  refuted(request: Refuted): Promise<Release>;
  confirm(request: Confirm): Promise<Confirmed>;
};

/** What a person types into the agent's window. */
export type Typed = { readonly userCode: string; readonly pin: string };

/**
 * The holder's side of the conversation without a person and a window: for the demonstration's first cards, and for tests. It does
 * what the agent does (docs/flows/activate.md), step by step, and checks nothing that protects a person.
 */
export type Side = {
  /** 9E's proof of presence and the sealed code. */
  request(typed: Pick<Typed, 'userCode'>, attempt: number): Promise<ReleaseRequest>;
  open(release: Release): Promise<ReleasedPuk>;
  /** RESET RETRY COUNTER, CHANGE REFERENCE DATA, VERIFY, 9A's signature. Throws CardError `puk.wrong`. */
  apply(released: ReleasedPuk, typed: Pick<Typed, 'pin'>): Promise<Confirm>;
  refute(version: number, triesLeft: number): Promise<Refuted>;
};

/** Gives a card its PIN: one task from the code to the receipt. */
export async function carryOut(
  card: Transport,
  task: TaskIssued,
  to: Asks & { readonly typed: Typed },
): Promise<Confirmed> {
  const side = await openSide(card, task);
  let released = await side.open(await to.release(await side.request(to.typed, 1)));
  for (;;) {
    try {
      return await to.confirm(await side.apply(released, to.typed));
    } catch (error) {
      if (!(error instanceof CardError) || error.code !== 'puk.wrong') throw error;
      released = await side.open(await to.refuted(await side.refute(released.version, error.triesLeft ?? 0)));
    }
  }
}

/** Reads the card and begins the holder's side of a task. */
export async function openSide(card: Transport, task: TaskIssued): Promise<Side> {
  const claims = taskClaims.parse(claimsOf(task.task));
  const key = await oneTimeKey();
  await select(card);
  const guid = await readGuid(card);
  if (guid === null) throw new CardError('object.absent');
  const base = { task: claims.id, guid: toHex(guid) };
  const hash = taskHash(task.task);
  return {
    request: async ({ userCode }, attempt) => {
      await select(card);
      const certificate = await readCertificate(card, '9e');
      const sealed = await sealCode(claims, { userCode, attempt, key: key.thumbprint });
      const parts = {
        taskHash: hash,
        oneTimeKey: fromBase64url(key.thumbprint),
        sealedHash: sealedHash(sealed),
      };
      const signature = await sign(card, '9e', presence({ ...parts, guid, attempt }));
      return { ...base, attempt, oneTimeKey: key.jwk, sealed, certificate: toBase64(certificate), signature };
    },
    open: async ({ release }) => {
      const { plaintext } = await compactDecrypt(release, key.privateKey);
      return releasedPuk.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    },
    apply: async (released, { pin }) => {
      await select(card);
      await resetRetryCounter(card, fromBase64(released.puk), fromText(pin));
      await changePuk(card, fromBase64(released.puk), fromBase64(released.nextPuk));
      await verifyPin(card, fromText(pin));
      const result = claims.operation === 'activate' ? 'activated' : 'unlocked';
      const said = { version: released.nextVersion, result } as const;
      const signature = await sign(card, '9a', confirmation({ taskHash: hash, guid, ...said }));
      return { ...base, ...said, signature };
    },
    refute: async (version, triesLeft) => {
      const signature = await sign(card, '9e', refutation({ taskHash: hash, guid, version, triesLeft }));
      return { ...base, version, triesLeft, signature };
    },
  };
}

async function sign(
  card: Transport,
  slot: '9a' | '9e',
  transcript: ReturnType<typeof presence>,
): Promise<string> {
  const { spki } = parseCertificate(await readCertificate(card, slot));
  return toBase64(await signTranscript(card, algorithmOf(spki), transcript));
}

async function oneTimeKey() {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const jwk = publicJwk.parse(await exportJWK(publicKey));
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

async function sealCode(
  { id, cardNumber, key: to }: TaskClaims,
  parts: { readonly userCode: string; readonly attempt: number; readonly key: string },
): Promise<string> {
  const plain = fromText(JSON.stringify({ task: id, cardNumber, ...parts }));
  return new CompactEncrypt(plain)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(to, 'ECDH-ES'));
}
