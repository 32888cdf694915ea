import { type Asset, asset } from '@kaika/look/asset';
import { stylesheet } from '@kaika/look/stylesheet';
import { Hono } from 'hono';
import { browserScripts } from './browserscript.ts';
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
  const scripts = await browserScripts();
  return {
    style: asset('/agent.css', 'text/css; charset=utf-8', agentStyle),
    terminal: scriptAt('/terminal.js', scripts.terminal),
    legacy: scriptAt('/legacy.js', scripts.legacy),
    live: scriptAt('/live.js', scripts.live),
  };
}

/** Serves them, and the look's stylesheet. */
export function serveAssets(assets: Assets): Hono {
  const app = new Hono();
  for (const one of [stylesheet, assets.style, assets.terminal, assets.legacy, assets.live]) {
    app.get(one.path, (c) => c.body(one.body, 200, one.headers));
  }
  return app;
}

function scriptAt(path: string, text: string): Asset {
  return asset(path, 'text/javascript; charset=utf-8', text);
}
