import { randomUUID } from 'node:crypto';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { fromHex } from '@kaika/bytes/hex';
import {
  confirmation,
  presence,
  refutation,
  sealedHash,
  taskHash,
  verifyTranscript,
} from '@kaika/card/transcript';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { sampleAuthority, sampleCertificate } from '@kaika/pki/sample';
import { extKeyUsage, keyUsage } from '@kaika/pki/usage';
import {
  confirm as confirmShape,
  type PublicJwk,
  publicJwk,
  refuted as refutedShape,
  releaseRequest as releaseShape,
  sealedCode,
  type TaskClaims,
  taskType,
  taskUsage,
} from '@kaika/wire/task';
import type { Ask } from '@kaika/wire/window';
import {
  CompactEncrypt,
  type CryptoKey,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
} from 'jose';
import type { Authority } from '../config.ts';
import { Halt } from './halt.ts';

/** What the authority of a test knows of a card. */
export type Record = {
  readonly cardNumber: string;
  readonly authentication: Certificate;
  readonly presence: Certificate;
  userCode: string;
  codeTries: number;
  /** The version of the PUK that is proven to be on the card. */
  pukVersion: number;
  state: 'shipped' | 'active';
};

export const sampleOrigin = 'https://authority.example.tw';

/**
 * The authority's half of the conversation, as `docs/flows/activate.md` tells it, over one card: it checks everything an authority must and
 * keeps its state between tasks. PUK n is `Kaika-` and 41 + n.
 */
export class SampleAuthority {
  readonly policy: Authority;
  readonly record: Record;
  /** Set to make answers get lost on their way back, after they were carried out. */
  loses: Ask | null = null;
  readonly asked: Ask[] = [];
  readonly #signer: ReturnType<typeof sampleCertificate>;
  readonly #key: { readonly privateKey: CryptoKey; readonly jwk: PublicJwk };
  readonly #tasks = new Map<string, { jws: string; oneTimeKey: PublicJwk | null; offered: number }>();

  private constructor(record: Record, key: { privateKey: CryptoKey; jwk: PublicJwk }) {
    const root = sampleAuthority();
    this.record = record;
    this.#key = key;
    this.#signer = sampleCertificate({
      subject: '任務簽署',
      issuer: root,
      serial: Uint8Array.of(9, 9, 9),
      extensions: [keyUsage('digitalSignature'), extKeyUsage([taskUsage])],
    });
    const name = { zh: '測試憑證管理中心', en: 'Test authority' };
    this.policy = { name, root: root.certificate.der, origins: [sampleOrigin] };
  }

  static async open(record: Record): Promise<SampleAuthority> {
    const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    return new SampleAuthority(record, { privateKey, jwk: publicJwk.parse(await exportJWK(publicKey)) });
  }

  /** A signed task; `claims` replace what it would say. */
  async task(now: Date, claims: Partial<TaskClaims> = {}): Promise<string> {
    const iat = Math.floor(now.getTime() / 1000);
    const full: TaskClaims = {
      id: randomUUID(),
      operation: 'activate',
      cardNumber: this.record.cardNumber,
      holder: '範例協會',
      origin: sampleOrigin,
      nonce: toBase64(new Uint8Array(32)),
      key: this.#key.jwk,
      iat,
      exp: iat + 300,
      ...claims,
    };
    const jws = await new SignJWT({ ...full })
      .setProtectedHeader({ alg: 'ES256', typ: taskType, x5c: [toBase64(this.#signer.certificate.der)] })
      .sign(this.#signer.key.privateKey);
    this.#tasks.set(full.id, { jws, oneTimeKey: null, offered: 0 });
    return jws;
  }

  /** What the page's server answers. */
  async answer(ask: Ask, body: unknown): Promise<unknown> {
    this.asked.push(ask);
    const answer = await this.#decide(ask, body);
    if (this.loses === ask) throw new Halt('request.failed');
    return answer;
  }

  async #decide(ask: Ask, body: unknown): Promise<unknown> {
    if (ask === 'release') return this.#release(body);
    if (ask === 'refuted') return this.#refuted(body);
    if (ask === 'confirm') return this.#confirm(body);
    throw new Halt('request.malformed');
  }

  async #release(body: unknown): Promise<unknown> {
    const request = releaseShape.parse(body);
    const task = this.#taskOf(request.task);
    if (task.oneTimeKey !== null) throw new Halt('task.used');
    const thumbprint = await calculateJwkThumbprint(request.oneTimeKey);
    const transcript = presence({
      taskHash: taskHash(task.jws),
      oneTimeKey: fromBase64url(thumbprint),
      sealedHash: sealedHash(request.sealed),
      guid: fromHex(request.guid),
      attempt: request.attempt,
    });
    const { spki } = parseCertificate(fromBase64(request.certificate));
    if (!verifyTranscript(spki, transcript, fromBase64(request.signature)))
      throw new Halt('card.presence-failed');
    const { plaintext } = await compactDecrypt(request.sealed, this.#key.privateKey);
    const sealed = sealedCode.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    if (sealed.key !== thumbprint || sealed.task !== request.task) throw new Halt('card.presence-failed');
    if (this.record.codeTries === 0) throw new Halt('code.locked');
    this.record.codeTries -= 1;
    if (sealed.userCode !== this.record.userCode) {
      if (this.record.codeTries === 0) throw new Halt('code.locked');
      throw new Halt({ code: 'code.wrong', triesLeft: this.record.codeTries });
    }
    this.record.codeTries = 3;
    task.oneTimeKey = request.oneTimeKey;
    return this.#offer(request.task, this.record.pukVersion);
  }

  async #refuted(body: unknown): Promise<unknown> {
    const request = refutedShape.parse(body);
    const task = this.#taskOf(request.task);
    const transcript = refutation({
      taskHash: taskHash(task.jws),
      guid: fromHex(request.guid),
      version: request.version,
      triesLeft: request.triesLeft,
    });
    const { spki } = this.record.presence;
    if (!verifyTranscript(spki, transcript, fromBase64(request.signature)))
      throw new Halt('card.presence-failed');
    if (request.version !== task.offered) throw new Halt('card.puk-blocked');
    return this.#offer(request.task, task.offered + 1);
  }

  #confirm(body: unknown): unknown {
    const request = confirmShape.parse(body);
    const task = this.#taskOf(request.task);
    const transcript = confirmation({
      taskHash: taskHash(task.jws),
      guid: fromHex(request.guid),
      version: request.version,
      result: request.result,
    });
    const { spki } = this.record.authentication;
    if (!verifyTranscript(spki, transcript, fromBase64(request.signature)))
      throw new Halt('task.confirm-failed');
    this.record.pukVersion = request.version;
    this.record.state = 'active';
    const { cardNumber } = this.record;
    const receipt = {
      number: 'R-1',
      what: request.result,
      at: '2026-11-21T00:00:00Z',
      cardNumber,
      holder: '範例協會',
      jws: 'x',
      href: '/receipt/R-1',
    };
    return { receipt };
  }

  async #offer(id: string, version: number): Promise<unknown> {
    const task = this.#taskOf(id);
    task.offered = version;
    if (task.oneTimeKey === null) throw new Halt('task.used');
    const offer = {
      task: id,
      puk: toBase64(samplePuk(version)),
      version,
      nextPuk: toBase64(samplePuk(version + 1)),
      nextVersion: version + 1,
    };
    const release = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(offer)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(task.oneTimeKey, 'ECDH-ES'));
    return { release };
  }

  #taskOf(id: string) {
    const task = this.#tasks.get(id);
    if (task === undefined) throw new Halt('task.unknown');
    return task;
  }
}

/** PUK of a version; 1 is the one sample cards are made with. */
export function samplePuk(version: number): Uint8Array {
  return Uint8Array.from(Buffer.from(`Kaika-${41 + version}`));
}
