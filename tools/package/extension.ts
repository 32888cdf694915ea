import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { extensionManifest, extensionWords, windowPage } from '@kaika/agent/extension/manifest';
import { agentStyle } from '@kaika/agent/style';
import { bundleOptions } from '@kaika/look/script';
import { stylesheet } from '@kaika/look/stylesheet';
import { build } from 'esbuild';

/** The files of the browser extension, by name. The same sources and sites give the same bytes. */
export async function extensionFiles(
  version: string,
  sites: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [background, window] = await Promise.all(['background', 'window'].map(bundle));
  return new Map([
    ['manifest.json', json(extensionManifest(version, sites))],
    ['background.js', background ?? ''],
    ['window.js', window ?? ''],
    ['window.html', windowPage],
    ['look.css', stylesheet.body],
    ['agent.css', agentStyle],
    ...Object.entries(extensionWords).map(
      ([language, { name, description }]) =>
        [
          `_locales/${language}/messages.json`,
          json({ name: { message: name }, description: { message: description } }),
        ] as const,
    ),
  ]);
}

/** Lays the files out in a folder, as browsers load an unpacked extension. */
export function layOutExtension(files: ReadonlyMap<string, string>, folder: string): void {
  for (const [name, text] of files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A ZIP archive of them, nothing compressed and every file of the same moment (APPNOTE.TXT 6.3.10 §4.3), as web stores take it. */
export function zipOf(files: ReadonlyMap<string, string>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const head = fields(crc32(data), data.length, path.length);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, path, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head, place, path]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** What local header and directory entry have in common: version 2.0, UTF-8 names, stored, 1980-01-01, sizes. */
function fields(check: number, size: number, nameLength: number): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt16LE(0x21, 8);
  head.writeUInt32LE(check, 10);
  head.writeUInt32LE(size, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(nameLength, 22);
  return head;
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build(bundleOptions(resolve(`apps/agent/extension/${name}.ts`)));
  return outputFiles[0]?.text ?? '';
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
