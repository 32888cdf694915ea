import { fileURLToPath } from 'node:url';
import { type Asset, asset } from '@kaika/look/asset';
import { bundleOptions } from '@kaika/look/script';
import { stylesheet } from '@kaika/look/stylesheet';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { agentStyle } from './style.ts';

/** What pages of the agent link to; all from memory. */
export type Assets = {
  readonly style: Asset;
  /** For the window. */
  readonly terminal: Asset;
  /** For pop-ups of the old wire. */
  readonly legacy: Asset;
  /** For the manager and the desk. */
  readonly live: Asset;
};

/** Bundles the browser modules and writes the agent's stylesheet: once, at the start. */
export async function makeAssets(): Promise<Assets> {
  const [terminal, legacy, live] = await Promise.all([
    bundle('/terminal.js', './window/terminal.ts'),
    bundle('/legacy.js', './legacy/terminal.ts'),
    bundle('/live.js', './manager/live.ts'),
  ]);
  return { style: asset('/agent.css', 'text/css; charset=utf-8', agentStyle), terminal, legacy, live };
}

/** Serves them, and the look's stylesheet. */
export function serveAssets(assets: Assets): Hono {
  const app = new Hono();
  for (const one of [stylesheet, assets.style, assets.terminal, assets.legacy, assets.live]) {
    app.get(one.path, (c) => c.body(one.body, 200, one.headers));
  }
  return app;
}

async function bundle(path: string, entry: string): Promise<Asset> {
  const { outputFiles } = await build(bundleOptions(fileURLToPath(new URL(entry, import.meta.url))));
  const [file] = outputFiles;
  if (file === undefined) throw new Error('the bundler gave no file');
  return asset(path, 'text/javascript; charset=utf-8', file.text);
}
