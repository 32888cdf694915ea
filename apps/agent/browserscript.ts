import { fileURLToPath } from 'node:url';
import { bundleOptions } from '@kaika/look/script';
import { build } from 'esbuild';

/** The browser modules of the agent's pages, as text. */
export type BrowserScripts = { readonly terminal: string; readonly legacy: string; readonly live: string };

/** Bundles them from their sources; a packaged agent has the texts in this function's place (tools/package/bundle.ts). */
export async function browserScripts(): Promise<BrowserScripts> {
  const [terminal, legacy, live] = await Promise.all([
    bundle('./window/terminal.ts'),
    bundle('./legacy/terminal.ts'),
    bundle('./card-manager/live.ts'),
  ]);
  return { terminal, legacy, live };
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build(bundleOptions(fileURLToPath(new URL(entry, import.meta.url))));
  const [file] = outputFiles;
  if (file === undefined) throw new Error('the bundler gave no file');
  return file.text;
}
