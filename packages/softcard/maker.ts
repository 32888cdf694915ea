import { getTlv, tlv } from '@kaika/bytes/tlv';
import { keyAlgorithms, managementAlgorithmOf, managementAlgorithms } from '@kaika/card/algorithm';
import { modelOf } from '@kaika/card/model';
import { status } from '@kaika/card/status';
import { isKeySlot, publicKeyTemplate } from './generate.ts';
import type { Card, Instruction } from './instruction.ts';
import { fill, freshMemory, type Memory, type Secret } from './memory.ts';
import { done, type Reply, say } from './reply.ts';
import { logOut } from './session.ts';

/** Yubico's instructions, as far as they are about the card and not about one key. */

const attestationReference = 0xf9;
const attestationObject = 0x5fff01;

/** GET VERSION (FD). */
export const getVersion: Instruction = ({ memory }) => done(Uint8Array.from(memory.version));

/** GET SERIAL NUMBER (F8). */
export const getSerialNumber: Instruction = ({ memory }) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, memory.serialNumber);
  return done(bytes);
};

/** GET METADATA (F7) of a PIN, the management key or a key slot. */
export const getMetadata: Instruction = ({ memory }, { p2 }) => {
  if (p2 === 0x80) return secretMetadata(memory.pin, modelOf(memory.model).factory.pin);
  if (p2 === 0x81) return secretMetadata(memory.puk, modelOf(memory.model).factory.puk);
  if (p2 === 0x9b) return managementMetadata(memory);
  return keyMetadata(memory, p2);
};

/** SET MANAGEMENT KEY (FF). P2=FE would ask for touch, which a card without a button cannot promise. */
export const setManagementKey: Instruction = ({ memory, session }, { p1, p2, data }) => {
  if (!session.managed) return say(status.securityNotSatisfied);
  const [id, reference, length] = data;
  if (p1 !== 0xff || p2 !== 0xff) return say(status.parametersWrong);
  const algorithm = managementAlgorithmOf(id ?? 0xff);
  const key = data.slice(3);
  if (algorithm === null || reference !== 0x9b || length !== key.length) return say(status.dataWrong);
  if (key.length !== managementAlgorithms[algorithm].bytes) return say(status.dataWrong);
  if (algorithm !== '3des' && modelOf(memory.model).management === '3des') return say(status.dataWrong);
  memory.management = { algorithm, key };
  return done();
};

/** SET PIN RETRIES (FA): needs 9B and the PIN, and gives both secrets their factory values back. */
export const setRetries: Instruction = ({ memory, session }, { p1, p2 }) => {
  if (!session.managed || !session.pinVerified) return say(status.securityNotSatisfied);
  if (p1 === 0 || p2 === 0) return say(status.dataWrong);
  const { factory } = modelOf(memory.model);
  Object.assign(memory.pin, { value: fill(factory.pin), total: p1, left: p1 });
  Object.assign(memory.puk, { value: fill(factory.puk), total: p2, left: p2 });
  return done();
};

/** RESET (FB): only with PIN and PUK both blocked. The attestation key and its certificate stay, as on hardware. */
export const reset: Instruction = (card) => {
  const { memory } = card;
  if (memory.pin.left > 0 || memory.puk.left > 0) return say(status.conditionsNotSatisfied);
  wipe(card);
  return done();
};

/** MOVE KEY (F6): P2 to P1; P1=FF deletes. Needs 9B. */
export const moveKey: Instruction = ({ memory, session }, { p1, p2 }) => {
  if (!session.managed) return say(status.securityNotSatisfied);
  const key = memory.keys.get(p2);
  if (!isKeySlot(p2) || (p1 !== 0xff && !isKeySlot(p1))) return say(status.parametersWrong);
  if (key === undefined) return say(status.referenceAbsent);
  memory.keys.delete(p2);
  if (p1 !== 0xff) memory.keys.set(p1, key);
  return done();
};

function wipe({ memory, session }: Card): void {
  const fresh = freshMemory(memory.model, memory.version, memory.serialNumber);
  Object.assign(memory.pin, fresh.pin);
  Object.assign(memory.puk, fresh.puk);
  memory.management = fresh.management;
  for (const reference of [...memory.keys.keys()]) {
    if (reference !== attestationReference) memory.keys.delete(reference);
  }
  for (const id of [...memory.objects.keys()]) if (id !== attestationObject) memory.objects.delete(id);
  logOut(session);
}

function secretMetadata(secret: Secret, factory: Uint8Array): Reply {
  const isFactory = Buffer.from(secret.value).equals(fill(factory)) ? 1 : 0;
  return done(
    Buffer.concat([
      tlv(0x01, Uint8Array.of(0xff)),
      tlv(0x05, Uint8Array.of(isFactory)),
      tlv(0x06, Uint8Array.of(secret.total, secret.left)),
    ]),
  );
}

function managementMetadata(memory: Memory): Reply {
  const { algorithm, key } = memory.management;
  const { factory } = modelOf(memory.model);
  const isFactory = Buffer.from(key).equals(factory.management.key) ? 1 : 0;
  return done(
    Buffer.concat([
      tlv(0x01, Uint8Array.of(managementAlgorithms[algorithm].id)),
      tlv(0x02, Uint8Array.of(0, 1)),
      tlv(0x05, Uint8Array.of(isFactory)),
    ]),
  );
}

function keyMetadata(memory: Memory, reference: number): Reply {
  if (!isKeySlot(reference)) return say(status.parametersWrong);
  const key = memory.keys.get(reference);
  if (key === undefined) return say(status.referenceAbsent);
  const policy = { never: 1, once: 2, always: 3 }[key.pinPolicy];
  const publicKey = getTlv(publicKeyTemplate(key.algorithm, key.key), 0x7f49);
  return done(
    Buffer.concat([
      tlv(0x01, Uint8Array.of(keyAlgorithms[key.algorithm].id)),
      tlv(0x02, Uint8Array.of(policy, 1)),
      tlv(0x03, Uint8Array.of(key.origin === 'generated' ? 1 : 2)),
      tlv(0x04, publicKey),
    ]),
  );
}
