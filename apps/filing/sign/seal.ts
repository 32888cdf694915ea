import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concat } from '@kaika/bytes/bytes';
import { seal as sealPdf, type Timestamp } from '@kaika/document/pades';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import {
  assembleCertificate,
  type Certificate,
  certificateFromPem,
  certificateToPem,
  encodeTbsCertificate,
  parseCertificate,
} from '@kaika/pki/certificate';
import { encodeName, nameOf } from '@kaika/pki/name';
import type { Sign } from '@kaika/pki/signature';
import { keyUsage } from '@kaika/pki/usage';
import type { FilingConfig } from '../config.ts';

/** What this service seals its receipts with. */
export type Seal = {
  readonly certificate: Certificate;
  /** Certificates above its own, DER. */
  readonly chain: readonly Uint8Array[];
  readonly sign: Sign;
};

/**
 * The seal that was handed in, else the service's own: a P-256 key with a self-signed certificate in one PEM file of the
 * data folder (mode 600), made the first time.
 */
export async function openSeal(config: FilingConfig): Promise<Seal> {
  if (config.seal !== undefined) {
    const [own, ...chain] = config.seal.certificates;
    if (own === undefined) throw new TypeError('a seal needs its certificate');
    return { certificate: parseCertificate(own), chain, sign: config.seal.sign };
  }
  const pem = await readOrMake(join(config.folder, 'seal.pem'), config.now());
  return { certificate: certificateFromPem(pem), chain: [], sign: signWith(createPrivateKey(pem)) };
}

/** Seals a receipt as PAdES; with a time stamp where a service for it is handed in. */
export function sealReceipt(
  pdf: Uint8Array,
  by: { readonly seal: Seal; readonly timestamp: Timestamp | undefined; readonly now: Date },
): Promise<Uint8Array> {
  const name = '會計師查核簽證線上申報系統';
  return sealPdf(
    pdf,
    { ...by.seal, timestamp: by.timestamp },
    { field: 'Seal1', name, reason: '收執聯', at: by.now },
  );
}

async function readOrMake(file: string, now: Date): Promise<string> {
  const held = await readFile(file, 'utf8').catch(() => undefined);
  if (held !== undefined) return held;
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, makeKey(now), { mode: 0o600, flag: 'wx' });
  // Two processes may start at once: the first link wins, both read it.
  await link(fresh, file).catch(() => undefined);
  await rm(fresh);
  return readFile(file, 'utf8');
}

function makeKey(now: Date): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const name = encodeName(nameOf(['C', 'TW'], ['O', '會計師查核簽證線上申報系統'], ['CN', '收執聯封緘']));
  const tbs = encodeTbsCertificate({
    serial: concat(Uint8Array.of(0x01), randomBytes(15)),
    algorithm,
    issuer: name,
    subject: name,
    notBefore: new Date(now.getTime() - 60_000),
    notAfter: new Date(now.getTime() + 10 * 365.25 * 86_400_000),
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions: [keyUsage('digitalSignature', 'nonRepudiation')],
  });
  const der = assembleCertificate(tbs, algorithm, new Uint8Array(sign('sha256', tbs, privateKey)));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return `${key}${certificateToPem({ der })}`;
}

function signWith(key: KeyObject): Sign {
  return (bytes) => new Uint8Array(sign('sha256', bytes, key));
}
