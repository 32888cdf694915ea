import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { fromBase64url } from '@kaika/bytes/base64url';
import { tlv } from '@kaika/bytes/tlv';
import { type KeyAlgorithm, keyAlgorithmOf, keyAlgorithms } from '@kaika/card/algorithm';
import { modelOf } from '@kaika/card/model';
import { status } from '@kaika/card/status';
import { fieldsOf } from './content.ts';
import type { Instruction } from './instruction.ts';
import type { Memory, PinPolicy } from './memory.ts';
import { done, say } from './reply.ts';

const makePair = promisify(generateKeyPair);
const curveNames = { p256: 'prime256v1', p384: 'secp384r1' } as const;

/** GENERATE ASYMMETRIC KEY PAIR, SP 800-73-5 part 2 §3.3.2; AA is Yubico's PIN policy. Needs 9B. */
export const generate: Instruction = async ({ memory, session }, { p2, data }) => {
  if (!session.managed) return say(status.securityNotSatisfied);
  const fields = fieldsOf(data, 0xac);
  if (!isKeySlot(p2) || fields === null) return say(status.parametersWrong);
  const algorithm = allowed(memory, fields.get(0x80)?.[0]);
  const pinPolicy = policyOf(p2, fields.get(0xaa)?.[0]);
  if (algorithm === null || pinPolicy === null) return say(status.dataWrong);
  const key = await makeKey(algorithm);
  memory.keys.set(p2, { algorithm, key, origin: 'generated', pinPolicy });
  return done(publicKeyTemplate(algorithm, key));
};

/** A new private key. RSA is made off the main thread: it takes its time. */
export async function makeKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  if (algorithm === 'p256' || algorithm === 'p384') {
    return (await makePair('ec', { namedCurve: curveNames[algorithm] })).privateKey;
  }
  const modulusLength = keyAlgorithms[algorithm].bytes * 8;
  return (await makePair('rsa', { modulusLength })).privateKey;
}

/** Template 7F49 of the public half (part 2 table 20). */
export function publicKeyTemplate(algorithm: KeyAlgorithm, key: KeyObject): Uint8Array {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  if (keyAlgorithms[algorithm].kind === 'rsa') {
    return tlv(0x7f49, tlv(0x81, part(jwk.n)), tlv(0x82, part(jwk.e)));
  }
  return tlv(0x7f49, tlv(0x86, Uint8Array.of(4), part(jwk.x), part(jwk.y)));
}

/** 9A, 9C, 9D, 9E, the retired slots 82 to 95, and F9. */
export function isKeySlot(reference: number): boolean {
  return [0x9a, 0x9c, 0x9d, 0x9e, 0xf9].includes(reference) || (reference >= 0x82 && reference <= 0x95);
}

/** The algorithm of that identifier if this model has it. */
export function allowed(memory: Memory, id: number | undefined): KeyAlgorithm | null {
  const algorithm = id === undefined ? null : keyAlgorithmOf(id);
  return algorithm !== null && modelOf(memory.model).keys.includes(algorithm) ? algorithm : null;
}

/** PIN policy 1 never, 2 once, 3 always; 0 or none is the slot's own (part 1 table 4b). Null for any other. */
export function policyOf(reference: number, wanted: number | undefined): PinPolicy | null {
  if (wanted === undefined || wanted === 0) {
    if (reference === 0x9c) return 'always';
    return reference === 0x9e ? 'never' : 'once';
  }
  const policies: readonly PinPolicy[] = ['never', 'once', 'always'];
  return policies[wanted - 1] ?? null;
}

function part(text: string | undefined): Uint8Array {
  return fromBase64url(text ?? '');
}
