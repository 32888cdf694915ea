import { chmodSync, copyFileSync, globSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostManifest, systemFolders } from '@kaika/agent/host/manifest';
import { hostName } from '@kaika/wire/extension';
import { run } from './run.ts';

export type Deb = {
  readonly version: string;
  readonly executable: string;
  readonly bridge: string;
  /** Seconds since 1970; every file bears this time. */
  readonly epoch: number;
  readonly out: string;
  /** `none` where the package is only tried, not given out. */
  readonly compression?: 'xz' | 'none';
};

/** Packs the agent for Debian and its kin (amd64): program, user unit, menu entry, what browsers read of the extension's host, empty policy. `folder` is made anew. */
export function makeDeb(deb: Deb, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const put = (path: string, text: string, mode = 0o644) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  put('DEBIAN/control', control(deb.version));
  put('DEBIAN/conffiles', '/etc/kaika/agent-policy.json\n');
  for (const [name, text] of Object.entries(scripts)) put(`DEBIAN/${name}`, text, 0o755);
  put('etc/kaika/agent-policy.json', '{ "authorities": [], "origins": [] }\n');
  put('usr/lib/systemd/user/kaika-agent.service', unit);
  put('usr/share/applications/kaika-agent.desktop', desktop);
  put('usr/share/doc/kaika-agent/copyright', copyright);
  for (const at of systemFolders) put(`${at}/${hostName}.json`, hostManifest('/usr/bin/kaika-agent'));
  put('usr/bin/kaika-agent', '', 0o755);
  put('usr/lib/kaika-agent/koffi.node', '');
  copyFileSync(deb.executable, join(folder, 'usr/bin/kaika-agent'));
  copyFileSync(deb.bridge, join(folder, 'usr/lib/kaika-agent/koffi.node'));
  for (const path of ['', ...globSync('**/*', { cwd: folder })]) {
    utimesSync(join(folder, path), deb.epoch, deb.epoch);
  }
  // One thread: the division among several would be in the bytes.
  const packing = deb.compression === 'none' ? ['-Znone'] : ['-Zxz', '-z1', '--threads-max=1'];
  const args = ['--root-owner-group', ...packing, '--build', folder, deb.out];
  run('env', [`SOURCE_DATE_EPOCH=${deb.epoch}`, 'dpkg-deb', ...args]);
}

function control(version: string): string {
  return `Package: kaika-agent
Version: ${version}
Architecture: amd64
Maintainer: kaika <kaika@localhost>
Section: utils
Priority: optional
Depends: libc6 (>= 2.28), libpcsclite1
Recommends: pcscd, opensc-pkcs11, libnss3-tools, p11-kit
Description: card agent, between browsers and certificate cards
 Lets pages use certificate cards (PIV) after asking the person, in a window
 of its own where alone the PIN is typed. With the card manager at
 http://localhost:61170/ and a command line.
`;
}

const unit = `[Unit]
Description=Card agent, between browsers and certificate cards
Documentation=http://localhost:61170/help

[Service]
ExecStart=/usr/bin/kaika-agent serve
Restart=on-failure
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`;

const desktop = `[Desktop Entry]
Type=Application
Name=Card manager
Name[zh_TW]=IC卡片管理工具
Comment=Certificate cards on this computer
Comment[zh_TW]=這台電腦上的憑證IC卡
Exec=xdg-open http://localhost:61170/
Icon=security-high
Categories=Utility;Security;
`;

const copyright = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: kaika

Files: *
License: Apache-2.0
 On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0.
`;

/** The agent is a user unit: enabled for everybody, started when a person signs in, stopped and forgotten with the package. */
const scripts = {
  postinst: `#!/bin/sh
set -e
if [ "$1" = configure ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper --user unmask kaika-agent.service >/dev/null || true
  deb-systemd-helper --user enable kaika-agent.service >/dev/null || true
fi
if [ "$1" = configure ] && [ -n "$2" ] && [ -d /run/systemd/system ]; then
  deb-systemd-invoke --user restart kaika-agent.service >/dev/null 2>&1 || true
fi
`,
  prerm: `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  deb-systemd-invoke --user stop kaika-agent.service >/dev/null 2>&1 || true
fi
if [ "$1" = remove ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper --user disable kaika-agent.service >/dev/null 2>&1 || true
fi
`,
  postrm: `#!/bin/sh
set -e
if [ "$1" = purge ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper --user purge kaika-agent.service >/dev/null || true
fi
`,
} as const;
