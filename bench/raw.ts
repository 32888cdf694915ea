import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';

/** node:crypto alone with a P-256 key, over bytes as long as a certificate's: what everything else is measured against. */
export function rawContenders() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const data = randomBytes(600);
  const signature = sign('sha256', data, privateKey);
  return {
    sign: (times: number) => {
      for (let left = times; left > 0; left -= 1) sign('sha256', data, privateKey);
    },
    verify: (times: number) => {
      for (let left = times; left > 0; left -= 1) verify('sha256', data, publicKey, signature);
    },
  };
}
