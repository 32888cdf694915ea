import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { integer } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import { findTlv } from '@kaika/bytes/tlv';
import { status } from '@kaika/card/status';
import { type SignatureAlgorithm, signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleCertificate, encodeTbsCertificate, parseCertificate } from '@kaika/pki/certificate';
import { type Extension, extension } from '@kaika/pki/extension';
import { encodeName, nameOf } from '@kaika/pki/name';
import { quietly } from './content.ts';
import { isKeySlot } from './generate.ts';
import type { Instruction } from './instruction.ts';
import type { Memory, PinPolicy, SoftKey } from './memory.ts';
import { done, say } from './reply.ts';

const attestationReference = 0xf9;
const attestationObject = 0x5fff01;
const policies: Readonly<Record<PinPolicy, number>> = { never: 1, once: 2, always: 3 };

/**
 * ATTEST (F9, Yubico): a certificate of the key in slot P1 under the attestation key. Imported keys are refused: nobody knows
 * who else has them.
 */
export const attest: Instruction = ({ memory }, { p1, p2 }) => {
  const key = memory.keys.get(p1);
  const attester = memory.keys.get(attestationReference);
  if (p2 !== 0 || !isKeySlot(p1) || p1 === attestationReference) return say(status.parametersWrong);
  if (key === undefined || attester === undefined) return say(status.referenceAbsent);
  if (key.origin !== 'generated') return say(status.dataWrong);
  const statement = quietly(() => certify(memory, { reference: p1, key, attester }));
  return statement === undefined ? say(status.absent) : done(statement);
};

type Statement = { readonly reference: number; readonly key: SoftKey; readonly attester: SoftKey };

/** The certificate lives as long as that of the attestation key, which names its issuer. */
function certify(memory: Memory, { reference, key, attester }: Statement): Uint8Array {
  const content = memory.objects.get(attestationObject) ?? new Uint8Array();
  const issuer = parseCertificate(findTlv(content, 0x70) ?? new Uint8Array());
  const algorithm = algorithmOf(attester);
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.from([0x01, ...randomBytes(15)]),
    algorithm,
    issuer: issuer.subject,
    subject: encodeName(nameOf(['CN', `PIV Attestation ${toHex(Uint8Array.of(reference))}`])),
    notBefore: issuer.notBefore,
    notAfter: issuer.notAfter,
    spki: spkiOf(key.key),
    extensions: statements(memory, key.pinPolicy),
  });
  return assembleCertificate(tbs, algorithm, sign(algorithm.hash, tbs, attester.key));
}

/** Yubico's extensions: firmware (3 bytes), serial number, PIN and touch policy (2 bytes), as bare octets where Yubico has them bare. */
function statements(memory: Memory, pinPolicy: PinPolicy): readonly Extension[] {
  return [
    extension('1.3.6.1.4.1.41482.3.3', false, Uint8Array.from(memory.version)),
    extension('1.3.6.1.4.1.41482.3.7', false, integer(memory.serialNumber)),
    extension('1.3.6.1.4.1.41482.3.8', false, Uint8Array.of(policies[pinPolicy], 1)),
  ];
}

function algorithmOf(attester: SoftKey): SignatureAlgorithm {
  if (attester.algorithm === 'p384') return signatureAlgorithm('ecdsa-sha384');
  return signatureAlgorithm(attester.algorithm === 'p256' ? 'ecdsa-sha256' : 'rsa-sha256');
}

function spkiOf(key: KeyObject): Uint8Array {
  return Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}
