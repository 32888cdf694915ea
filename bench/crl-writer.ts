import { createSign, generateKeyPairSync } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { type StatusRecord, streamCrl } from '@kaika/ca/crl';
import { selfIssuer } from '@kaika/ca/issuer';
import { signerOfKey } from '@kaika/ca/signer';
import { encodeName, nameOf } from '@kaika/pki/name';
import { encodePem } from '@kaika/pki/pem';
import { revocations } from './revocation.ts';

/** A process of its own, so that its memory is its own: writes a CRL of `count` entries to a file and says what it took. */
const [file = '', keyFile = '', count = '0'] = process.argv.slice(2);
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const place = 'http://authority.localhost:8080/pki/issuing-cards/1/';
const issuer = selfIssuer(encodeName(nameOf(['C', 'TW'], ['CN', '測量'])), signerOfKey(privateKey), {
  profile: 'issuing-cards',
  addresses: { caIssuers: `${place}issuer.cer`, ocsp: `${place}ocsp`, crlFolder: `${place}crl/`, cps: place },
  shards: 16,
});
writeFileSync(
  keyFile,
  encodePem('PUBLIC KEY', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))),
);

const start = process.cpuUsage();
const signing = createSign('sha256');
const signer = {
  update: (chunk: Uint8Array) => void signing.update(chunk),
  sign: () => new Uint8Array(signing.sign(privateKey)),
};
const request = { scope: 'complete', number: 1, now: new Date() } as const;
const out = openSync(file, 'w');
for await (const piece of streamCrl(issuer, signer, { request, records: records(Number(count)) })) {
  writeSync(out, piece);
}
closeSync(out);
const { user, system } = process.cpuUsage(start);
console.log(
  JSON.stringify({ cpuMs: (user + system) / 1000, residentKilobytes: process.resourceUsage().maxRSS }),
);

function* records(count: number): Generator<StatusRecord> {
  const notAfter = new Date(Date.now() + 86_400_000);
  for (const { serial, revokedAt } of revocations(count)) {
    yield { serial, status: { state: 'revoked', since: revokedAt, reason: 'keyCompromise' }, notAfter };
  }
}
