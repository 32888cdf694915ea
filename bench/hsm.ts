import { execFileSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTokenKeyring } from '@kaika/authority/key/pkcs11';
import { CK } from '@kaika/authority/key/pkcs11-kind';
import { race } from './clock.ts';
import { type Outcome, perSecond } from './figure.ts';
import { without } from './program.ts';

const module = '/usr/lib/softhsm/libsofthsm2.so';
const pin = '2468135790';

/** A signature by a key in SoftHSM: through the signer that issues certificates, and through pkcs11js in a bare loop. */
export async function benchHsm(): Promise<Outcome> {
  const missing = without('softhsm2-util') ?? (existsSync(module) ? undefined : 'not installed: softhsm2');
  if (missing) return { skipped: missing };
  const folder = mkdtempSync(join(tmpdir(), 'kaika-bench-'));
  try {
    mkdirSync(join(folder, 'tokens'));
    writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\n`);
    process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf');
    const label = ['--label', 'bench', '--pin', pin, '--so-pin', '1357924680'];
    execFileSync('softhsm2-util', ['--init-token', '--free', ...label], { stdio: 'pipe' });
    return await measure();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(): Promise<Outcome> {
  using keys = await openTokenKeyring({ module, token: 'bench', pin });
  const signer = keys.signer('bench', 'p256');
  const bare = await openBare();
  const data = randomBytes(600);
  const found = await race({
    bare: (times) => {
      for (let left = times; left > 0; left -= 1) bare(data);
    },
    signer: async (times) => {
      for (let left = times; left > 0; left -= 1) await signer.sign(data);
    },
  });
  const rates = found.rates('process');
  return [
    {
      name: 'hsm',
      ratio: found.ratio('signer', 'bare', 'process'),
      must: 0.7,
      moonshot: 0.9,
      absolute: `${perSecond(rates.signer)} signatures in DER by the signer`,
      against: `${perSecond(rates.bare)} by C_SignInit and C_Sign alone`,
    },
  ];
}

/** The module is loaded and logged in to already; a second session has the same rights. */
async function openBare(): Promise<(data: Uint8Array) => Uint8Array> {
  const { PKCS11 } = await import('pkcs11js');
  const token = new PKCS11();
  token.load(module);
  const slot = token.C_GetSlotList(true).find((one) => token.C_GetTokenInfo(one).label.trimEnd() === 'bench');
  if (!slot) throw new Error('the token was made above');
  const session = token.C_OpenSession(slot, 4);
  token.C_FindObjectsInit(session, [{ type: CK.CKA_CLASS, value: CK.CKO_PRIVATE_KEY }]);
  const [key] = token.C_FindObjects(session, 1);
  token.C_FindObjectsFinal(session);
  if (!key) throw new Error('the signer made a key');
  const room = Buffer.alloc(64);
  return (data) => {
    token.C_SignInit(session, { mechanism: CK.CKM_ECDSA }, key);
    return token.C_Sign(session, hash('sha256', data, 'buffer'), room);
  };
}
