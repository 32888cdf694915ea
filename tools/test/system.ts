import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program the real-part tests drive, and the Debian package it comes in. */
const needs = [
  { file: '/usr/bin/chromium', package: 'chromium', for: 'browser tests' },
  { file: '/usr/sbin/pcscd', package: 'pcscd', for: 'card service tests' },
  { file: '/etc/reader.conf.d/vpcd', package: 'vsmartcard-vpcd', for: 'card service tests' },
  { file: '/usr/bin/opensc-tool', package: 'opensc', for: 'card service tests' },
  { file: '/usr/bin/yubico-piv-tool', package: 'yubico-piv-tool', for: 'card service tests' },
  { file: '/usr/bin/ykman', package: 'yubikey-manager', for: 'card service tests' },
  { file: '/usr/bin/softhsm2-util', package: 'softhsm2', for: 'PKCS#11 tests' },
  { file: '/usr/bin/pdfsig', package: 'poppler-utils', for: 'signed PDF tests' },
  { file: '/usr/bin/qpdf', package: 'qpdf', for: 'signed PDF tests' },
  { file: '/usr/bin/openssl', package: 'openssl', for: 'certificate tests' },
  { file: '/usr/lib/postgresql', package: 'postgresql', for: 'the flows on PostgreSQL' },
  {
    file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    package: 'fonts-noto-cjk',
    for: 'screenshots',
  },
] as const;

/**
 * Makes sure that the programs the real-part tests need are there: installs them where this process may (root or passwordless
 * sudo, and apt), says so before it does, and otherwise names what is missing and how to get it.
 * Returns the packages still missing.
 */
export function prepareSystem(): readonly string[] {
  const missing = needs.filter((need) => !existsSync(need.file));
  if (missing.length === 0) return [];
  const packages = missing.map((need) => need.package);
  const prefix = aptPrefix();
  if (prefix === null) {
    for (const need of missing) console.log(`– ${need.package} is not installed: ${need.for} are skipped`);
    console.log(`  Get them: sudo apt-get install ${packages.join(' ')}`);
    return packages;
  }
  console.log(`Installing system packages for the real-part tests: ${packages.join(' ')}`);
  const run = (args: readonly string[]) =>
    spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      .status;
  run([...prefix, 'apt-get', 'update', '-qq']);
  run([
    ...prefix,
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    'install',
    '-y',
    '--no-install-recommends',
    ...packages,
  ]);
  return needs.filter((need) => !existsSync(need.file)).map((need) => need.package);
}

function aptPrefix(): readonly string[] | null {
  if (!existsSync('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo'] : null;
}
