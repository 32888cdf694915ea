import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionId, hostName } from '@kaika/wire/extension';

/** What a browser reads before it starts a host: where it is, and which extension may talk to it. `program`: an absolute path. */
export function hostManifest(program: string): string {
  const manifest = {
    name: hostName,
    description: 'Card agent, between browsers and certificate cards',
    path: program,
    type: 'stdio',
    allowed_origins: [callerOf(extensionId)],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** How Chromium names the extension that starts a host: its first argument. */
export function callerOf(id: string): string {
  return `chrome-extension://${id}/`;
}

/** Where browsers of this system look for hosts of one person, below the home folder (Chrome, «Native messaging host location»). */
const folders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['.config/google-chrome', '.config/chromium', '.config/microsoft-edge'],
  darwin: [
    'Library/Application Support/Google/Chrome',
    'Library/Application Support/Chromium',
    'Library/Application Support/Microsoft Edge',
  ],
};

/** Where a package of Linux puts it for everybody. */
export const systemFolders: readonly string[] = [
  'etc/opt/chrome/native-messaging-hosts',
  'etc/chromium/native-messaging-hosts',
  'etc/opt/edge/native-messaging-hosts',
];

/** The files of that person's browsers; none on a system that keeps them elsewhere (Windows: the registry). */
export function manifestFiles(home: string, system: NodeJS.Platform): readonly string[] {
  return (folders[system] ?? []).map((folder) =>
    join(home, folder, 'NativeMessagingHosts', `${hostName}.json`),
  );
}

/** Writes it for every browser, so that one installed later finds it too. Answers the files. */
export async function addManifest(files: readonly string[], program: string): Promise<readonly string[]> {
  for (const file of files) {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(file, hostManifest(program));
  }
  return files;
}

export async function removeManifest(files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) await rm(file, { force: true });
  return files;
}
