import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { toHex } from '@kaika/bytes/hex';
import { algorithmOf } from '@kaika/card/key';
import { signDigest } from '@kaika/card/sign';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import type { Certificate } from '@kaika/pki/certificate';
import { encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { sentencesOf } from '@kaika/wire/problem';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import type { Picked } from '../conversation/pick.ts';
import { withPin } from '../conversation/pin.ts';
import type { Asking, Document } from '../conversation/screen.ts';
import type { Cards } from '../holding/cards.ts';
import { certificateIn } from '../holding/holding.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { openSecrets, type Secrets } from './secret.ts';
import { note, pickOne, type Visit, withCards } from './visit.ts';

export type SignOptions = {
  readonly reader?: string | undefined;
  readonly pinFd: number | null;
  readonly out?: string | undefined;
  /** The bare signature of the file instead of CMS. */
  readonly raw: boolean;
};

/** `sign FILE`: a detached CMS signature (RFC 5652, signing certificate bound by RFC 5035) beside the file, or the bare signature. */
export async function signFile(visit: Visit, file: string, options: SignOptions): Promise<Outcome> {
  const { words, shell } = visit;
  const content = await readFile(file).catch(() => {
    throw new UsageError(words.noSuchFile);
  });
  const document = { name: basename(file), hash: hashOf('sha256', content), algorithm: 'SHA-256' };
  const secrets = openSecrets(shell, words, options.pinFd);
  const made = await withCards(visit, async (cards) => {
    const picked = await pickOne(visit, cards, options.reader);
    const certificate = certificateIn(picked.holding, '9c');
    if (certificate === null) throw new Halt('certificate.none');
    const face = terminalFace(visit, secrets);
    const order = { cards, picked, certificate, document, content, at: shell.now(), raw: options.raw };
    return { signature: await signWith(face, order), cardNumber: picked.holding.cardNumber };
  });
  const out = options.out ?? `${file}${options.raw ? '.sig' : '.p7s'}`;
  await writeFile(out, made.signature);
  await note(visit, 'sign', 'done');
  const data = { file, sha256: document.hash, signature: out, cardNumber: made.cardNumber };
  return { data, lines: [words.signed(out)] };
}

type Order = {
  readonly cards: Cards;
  readonly picked: Picked;
  readonly certificate: Certificate;
  readonly document: Document;
  readonly content: Uint8Array;
  readonly at: Date;
  readonly raw: boolean;
};

async function signWith(face: Face, order: Order): Promise<Uint8Array> {
  const { cards, picked, certificate, document, content } = order;
  const algorithm = algorithmOf(certificate.spki);
  const hash = algorithm === 'p384' ? 'sha384' : 'sha256';
  const digest = digestOf(hash, content);
  const attributes = order.raw
    ? null
    : encodeSignedAttributes({ digest, signingTime: order.at, signingCertificate: certificate });
  const toSign = attributes === null ? digest : digestOf(hash, attributes);
  const signature = await withPin(
    face,
    { cards, picked, order: { purpose: 'sign', slot: '9c', document } },
    (card) => signDigest(card, { slot: '9c', algorithm, hash }, toSign),
  );
  if (attributes === null) return signature;
  const name = `${algorithm.startsWith('rsa') ? 'rsa' : 'ecdsa'}-${hash}` as const;
  const signer = {
    certificate,
    algorithm: signatureAlgorithm(name),
    signedAttributes: attributes,
    signature,
  };
  return encodeSignedData({ signers: [signer], certificates: [certificate.der] });
}

/** A person at a terminal, as a conversation meets them: the PIN is all that is ever asked. */
function terminalFace({ shell, words, common }: Visit, secrets: Secrets): Face {
  const cannot = () => Promise.reject(new Halt('agent.request-bad'));
  return {
    origin: '',
    show: () => undefined,
    progress: () => undefined,
    wait: cannot,
    carry: cannot,
    async ask(screen: Asking) {
      if (screen.kind === 'approve' && screen.onPad === true) return { choice: 'agree', fields: new Map() };
      if (screen.kind !== 'pin') return cannot();
      const { document, triesLeft, problem } = screen;
      // The same file gives the same wrong PIN: a second try must not be spent on it.
      if (problem !== undefined && !secrets.isTyped) throw new Halt(problem);
      if (problem !== undefined) shell.warn(`${sentencesOf(problem, common.language).join(' ')}\n`);
      else if (document !== undefined) shell.warn(`${words.document(document.name, document.hash)}\n`);
      const left = triesLeft === null ? '' : ` (${words.triesLeft(triesLeft)})`;
      const pin = await secrets.ask(`${words.pin}${left}`);
      return { choice: 'go', fields: new Map([['pin', pin]]) };
    },
  };
}

function digestOf(hash: 'sha256' | 'sha384', content: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash(hash).update(content).digest());
}

function hashOf(hash: 'sha256', content: Uint8Array): string {
  return toHex(digestOf(hash, content));
}
