import { sealIcon } from '@kaika/look/seal';
import { newNonce, securityHeaders } from '@kaika/look/security';
import { stylesheet } from '@kaika/look/stylesheet';
import { html } from 'hono/html';
import type { Assets } from '../assets.ts';
import type { Session } from './session.ts';
import { ShowingScreen } from './showing.tsx';
import { Stopped } from './stopped.tsx';
import { Frame, type View } from './view.tsx';

/** The empty window: the terminal fills it. Opened by nobody, it says so. */
export async function windowDocument(
  view: View,
  session: Session,
  parts: { assets: Assets; version: string },
) {
  const nonce = newNonce();
  const { assets, version } = parts;
  const markup = html`<!doctype html>${(
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{view.words.agent}</title>
        <link rel="icon" href={sealIcon} />
        <link rel="stylesheet" href={stylesheet.href} />
        <link rel="stylesheet" href={assets.style.href} />
        <script type="module" src={assets.terminal.href} nonce={nonce} />
      </head>
      <body class="agent-body">
        <div
          id="screen"
          data-window={session.id}
          data-say={session.say.value}
          data-hear={session.hear.value}
          data-version={version}
        >
          <Orphan view={view} />
        </div>
        <Stopped view={view} />
      </body>
    </html>
  )}`;
  const headers = new Headers(securityHeaders({ nonce }));
  // The page that opened the window may have any opener policy; with one of its own the window would be cut off from it.
  headers.delete('cross-origin-opener-policy');
  headers.set('referrer-policy', 'same-origin');
  headers.set('content-type', 'text/html; charset=utf-8');
  return { body: String(await markup), headers };
}

/** Stands there until the first screen comes, and for good in a window that no page opened. */
export function Orphan({ view, manager = '/' }: { readonly view: View; readonly manager?: string }) {
  const { words } = view;
  return (
    <Frame view={view} title={words.orphan}>
      <p>{words.orphanText}</p>
      <p>
        <a href={manager}>{words.toManager}</a>
      </p>
    </Frame>
  );
}

/** The first screen, while the page's request is under way. */
export function openingScreen(view: View) {
  return <ShowingScreen view={view} screen={{ kind: 'opening' }} />;
}
