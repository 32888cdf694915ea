import { generateKeyPairSync, sign } from 'node:crypto';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { encodeName, nameOf } from '@kaika/pki/name';
import { assembleRequest, encodeRequestInfo } from '@kaika/pki/request';

/** Requests (DER) for as many P-256 keys. */
export function makeRequests(count: number): readonly Uint8Array[] {
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const name = encodeName(nameOf(['C', 'TW'], ['CN', '安新會計師事務所']));
  return Array.from({ length: count }, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    const info = encodeRequestInfo({ subject: name, spki });
    return assembleRequest(info, algorithm, new Uint8Array(sign('sha256', info, privateKey)));
  });
}
