import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@kaika/bytes/hex';
import { isCrlSignedBy, parseCrl } from '@kaika/pki/crl';
import { type CrlIndex, indexCrl, isListed } from '@kaika/pki/crl-index';
import { decodePem } from '@kaika/pki/pem';
import { z } from 'zod';
import { median, race } from './clock.ts';
import { costOf } from './cost.ts';
import type { Outcome } from './figure.ts';
import { without } from './program.ts';
import { revocations } from './revocation.ts';

const entries = 1_000_000;
const runs = 3;
const mostMegabytes = 128;
const mostMicroseconds = 0.4;
const written = z.object({ cpuMs: z.number(), residentKilobytes: z.number() });

/** A list of a million entries: written (beside `openssl ca -gencrl` over the same), read, asked. */
export async function benchCrl(): Promise<Outcome> {
  const missing = without('openssl');
  if (missing) return { skipped: missing };
  const folder = mkdtempSync(join(tmpdir(), 'kaika-bench-'));
  try {
    prepareOpenssl(folder);
    const openssl = costOf(['openssl', 'ca', '-gencrl', '-config', 'ca.cnf', '-out', 'peer.pem'], folder);
    // The first run leaves the compiled modules, as the first start of a house does; stripping types takes memory, too.
    writeOurs(folder, 10);
    const ours = Array.from({ length: runs }, () => writeOurs(folder, entries));
    const cpuMs = median(ours.map((one) => one.cpuMs));
    const megabytes = Math.max(...ours.map((one) => one.residentKilobytes)) / 1024;
    const der = readFileSync(join(folder, 'ours.crl'));
    return [
      {
        name: 'crl, written',
        ratio: openssl.cpuMs / cpuMs,
        must: 8,
        moonshot: 30,
        absolute: `${seconds(cpuMs)} and ${(der.length / 1e6).toFixed(0)} MB for ${entries.toLocaleString('en-US')} entries`,
        against: `openssl ca -gencrl, ${seconds(openssl.cpuMs)} (ratio of the two, theirs over ours)`,
      },
      {
        name: 'crl, memory',
        ratio: mostMegabytes / megabytes,
        must: 1,
        moonshot: 1.42,
        absolute: `${megabytes.toFixed(0)} MB resident at most, Node and all`,
        against: `${mostMegabytes} MB (allowed over used)`,
      },
      await benchReader(der, readFileSync(join(folder, 'ours.pem'), 'utf8')),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchReader(der: Uint8Array, key: string) {
  const crl = parseCrl(der);
  if (!isCrlSignedBy(crl, decodePem('PUBLIC KEY', key))) throw new Error('the list does not verify');
  const started = process.cpuUsage();
  const index = indexCrl(crl);
  const { user, system } = process.cpuUsage(started);
  const asked = askedFor(index);
  let at = 0;
  const found = await race({
    listed: (times) => {
      for (let left = times; left > 0; left -= 1) {
        at = (at + 1) % asked.length;
        isListed(index, asked[at] ?? new Uint8Array());
      }
    },
  });
  const microseconds = 1e6 / found.rates('thread').listed;
  return {
    name: 'crl, look-up',
    ratio: mostMicroseconds / microseconds,
    must: 1,
    absolute: `${microseconds.toFixed(2)} µs, index made in ${seconds((user + system) / 1000)}`,
    against: `${mostMicroseconds} µs (allowed over used)`,
  };
}

/** Serial numbers from all over the list, and as many that are not in it; the list is checked to have every entry. */
function askedFor(index: CrlIndex): readonly Uint8Array[] {
  const asked: Uint8Array[] = [];
  let at = 0;
  for (const { serial } of revocations(entries)) {
    if (!isListed(index, serial)) throw new Error('the list lacks an entry');
    if (at++ % 499 !== 0) continue;
    const absent = serial.with(16, (serial[16] ?? 0) ^ 1);
    if (isListed(index, absent)) throw new Error('the list has an entry too many');
    asked.push(serial, absent);
  }
  if (index.count !== at) throw new Error('the list has entries too many');
  return asked;
}

function writeOurs(folder: string, count: number): z.infer<typeof written> {
  const program = join(import.meta.dirname, 'crl-writer.ts');
  const stdout = execFileSync(
    process.execPath,
    [program, join(folder, 'ours.crl'), join(folder, 'ours.pem'), String(count)],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled'), NODE_OPTIONS: '' },
    },
  );
  return written.parse(JSON.parse(stdout));
}

/** A key, a certificate, and the text database in which `openssl ca` keeps what it revoked. */
function prepareOpenssl(folder: string): void {
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'ca.key');
  run('req', '-x509', '-new', '-key', 'ca.key', '-subj', '/CN=Peer', '-days', '30', '-out', 'ca.pem');
  const lines: string[] = [];
  for (const { serial, revokedAt } of revocations(entries)) {
    const at = revokedAt.toISOString().replace(/\D/g, '').slice(2, 14);
    lines.push(
      `R\t360101000000Z\t${at}Z,keyCompromise\t${toHex(serial).toUpperCase()}\tunknown\t/CN=Holder\n`,
    );
  }
  writeFileSync(join(folder, 'index.txt'), lines.join(''));
  writeFileSync(join(folder, 'index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(join(folder, 'crlnumber'), '01\n');
  writeFileSync(
    join(folder, 'ca.cnf'),
    [
      '[ca]\ndefault_ca = peer',
      '[peer]\ndatabase = index.txt\ncrlnumber = crlnumber\ncertificate = ca.pem\nprivate_key = ca.key',
      'default_md = sha256\ndefault_crl_days = 7\ncrl_extensions = ext\n[ext]\nauthorityKeyIdentifier = keyid\n',
    ].join('\n'),
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
