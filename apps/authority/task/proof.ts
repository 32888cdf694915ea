import { fromBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { equal } from '@kaika/bytes/bytes';
import { fromHex } from '@kaika/bytes/hex';
import {
  confirmation,
  presence,
  recoding,
  refutation,
  sealedHash,
  type Transcript,
  verifyTranscript,
} from '@kaika/card/transcript';
import { parseCertificate } from '@kaika/pki/certificate';
import type { Card } from '@kaika/registry/card';
import type { Certificate, CertificateUse } from '@kaika/registry/certificate';
import type { Task } from '@kaika/registry/task';
import type { Confirm, RecodeRequest, Refuted, ReleaseRequest } from '@kaika/wire/task';
import { Failure } from '../failure.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import type { Reader } from '../store/table.ts';

/** A card and its certificates, as the record has them. */
export type Recorded = {
  readonly task: Task;
  readonly card: Card;
  readonly certificates: readonly Certificate[];
};

export async function recorded(db: Reader, task: Task, card: Card): Promise<Recorded> {
  return { task, card, certificates: await certificatesOfCard(db, card.number) };
}

/** The very card of the record signed with 9E that it is here. Throws `task.mismatch`, `card.presence-failed`. */
export function requirePresence(found: Recorded, said: ReleaseRequest, thumbprint: string): void {
  const own = currentOf(found, 'presence');
  if (!equal(fromBase64(said.certificate), own.der)) throw new Failure('task.mismatch');
  requireSignature(
    { own, said, code: 'card.presence-failed' },
    presence({
      taskHash: fromHex(found.task.hash),
      oneTimeKey: fromBase64url(thumbprint),
      sealedHash: sealedHash(said.sealed),
      guid: requireGuid(found.card, said.guid),
      attempt: said.attempt,
    }),
  );
}

/** The card signed with 9E that it refused that version. Throws `task.mismatch`, `card.presence-failed`. */
export function requireRefutation(found: Recorded, said: Refuted): void {
  requireSignature(
    { own: currentOf(found, 'presence'), said, code: 'card.presence-failed' },
    refutation({
      taskHash: fromHex(found.task.hash),
      guid: requireGuid(found.card, said.guid),
      version: said.version,
      triesLeft: said.triesLeft,
    }),
  );
}

/** The card signed with 9A, right after the new PIN, that it is done. Throws `task.mismatch`, `task.confirm-failed`. */
export function requireConfirmation(found: Recorded, said: Confirm): void {
  const expected = found.task.operation === 'activate' ? 'activated' : 'unlocked';
  if (said.result !== expected) throw new Failure('task.mismatch');
  requireSignature(
    { own: currentOf(found, 'authentication'), said, code: 'task.confirm-failed' },
    confirmation({
      taskHash: fromHex(found.task.hash),
      guid: requireGuid(found.card, said.guid),
      version: said.version,
      result: said.result,
    }),
  );
}

/** The card signed with 9A, right after its PIN, that it wants this new code. Throws `task.mismatch`, `task.confirm-failed`. */
export function requireRecoding(found: Recorded, said: RecodeRequest): void {
  requireSignature(
    { own: currentOf(found, 'authentication'), said, code: 'task.confirm-failed' },
    recoding({
      taskHash: fromHex(found.task.hash),
      sealedHash: sealedHash(said.sealed),
      guid: requireGuid(found.card, said.guid),
    }),
  );
}

type Own = { readonly der: Uint8Array };

/** The certificate that the card carries for a use: the newest that was not replaced. */
function currentOf({ certificates }: Recorded, use: CertificateUse): Own {
  const held = certificates.filter(
    (one) => one.use === use && one.der !== null && one.state !== 'superseded',
  );
  const [newest] = held.sort((left, right) => right.notBefore.getTime() - left.notBefore.getTime());
  if (newest === undefined || newest.der === null) throw new Failure('card.incomplete');
  return { der: newest.der };
}

function requireGuid(card: Card, guid: string): Uint8Array {
  if (card.guid !== guid) throw new Failure('task.mismatch');
  return fromHex(guid);
}

function requireSignature(
  about: {
    readonly own: Own;
    readonly said: { readonly signature: string };
    readonly code: 'card.presence-failed' | 'task.confirm-failed';
  },
  transcript: Transcript,
): void {
  const { spki } = parseCertificate(about.own.der);
  if (!verifyTranscript(spki, transcript, fromBase64(about.said.signature))) throw new Failure(about.code);
}
