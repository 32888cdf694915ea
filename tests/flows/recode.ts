import { claimsOf } from '@kaika/authority/key/jws';
import { toBase64 } from '@kaika/bytes/base64';
import { toBase64url } from '@kaika/bytes/base64url';
import { toHex } from '@kaika/bytes/hex';
import { readGuid } from '@kaika/card/holder';
import { algorithmOf } from '@kaika/card/key';
import { readCertificate, select } from '@kaika/card/object';
import { verifyPin } from '@kaika/card/pin';
import { recoding, sealedHash, signTranscript, taskHash } from '@kaika/card/transcript';
import { parseCertificate } from '@kaika/pki/certificate';
import type { Softcard } from '@kaika/softcard/softcard';
import { confirmed, type RecodeRequest, type TaskIssued, taskClaims, taskIssued } from '@kaika/wire/task';
import { CompactEncrypt, importJWK } from 'jose';
import { type IssuedCard, post, type TestAuthority } from './authority.ts';
import { pin } from './proof.ts';

/** A task for a new user code, as the page asks for it. */
export async function orderRecode(house: TestAuthority, cardNumber: string): Promise<TaskIssued> {
  return taskIssued.parse(await post(house, '/api/task', { operation: 'recode', cardNumber }));
}

/** What the agent sends after the new code and the PIN were typed. `claims` replace what it would seal. */
export async function recodeRequest(
  card: Softcard,
  { task }: TaskIssued,
  typed: {
    readonly userCode: string;
    readonly pin?: string;
    readonly claims?: Readonly<Record<string, unknown>>;
  },
): Promise<RecodeRequest> {
  const { id, cardNumber, key } = taskClaims.parse(claimsOf(task));
  const { userCode, claims = {} } = typed;
  const hash = taskHash(task);
  const plain = { task: id, cardNumber, key: toBase64url(hash), attempt: 1, userCode, ...claims };
  const sealed = await new CompactEncrypt(Buffer.from(JSON.stringify(plain)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(key, 'ECDH-ES'));
  await select(card);
  const guid = await readGuid(card);
  if (guid === null) throw new Error('the card has no GUID');
  const { spki } = parseCertificate(await readCertificate(card, '9a'));
  await verifyPin(card, Buffer.from(typed.pin ?? pin));
  const transcript = recoding({ taskHash: hash, sealedHash: sealedHash(sealed), guid });
  const signature = toBase64(await signTranscript(card, algorithmOf(spki), transcript));
  return { task: id, guid: toHex(guid), sealed, signature };
}

/** Posts it. Throws `Refused`. */
export async function sendRecode(house: TestAuthority, request: RecodeRequest) {
  return confirmed.parse(await post(house, `/api/task/${request.task}/recode`, request)).receipt;
}

/** The whole: task, new code, PIN, receipt. */
export async function recode(house: TestAuthority, issued: IssuedCard, userCode: string) {
  const task = await orderRecode(house, issued.number);
  return sendRecode(house, await recodeRequest(issued.card, task, { userCode }));
}
