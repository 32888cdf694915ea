import { sealIcon } from '@kaika/look/seal';
import { newNonce, securityHeaders } from '@kaika/look/security';
import { stylesheet } from '@kaika/look/stylesheet';
import { html } from 'hono/html';
import type { Assets } from '../assets.ts';
import { Orphan } from '../window/document.tsx';
import type { Session } from '../window/session.ts';
import { Stopped } from '../window/stopped.tsx';
import type { View } from '../window/view.tsx';

/** The pop-up of the old wire: the same screens, another terminal. `ready` is the `func` its page waits for, or `domain` the site to be trusted. */
export async function legacyDocument(
  view: View,
  session: Session,
  {
    assets,
    ...about
  }: { readonly assets: Assets; readonly own: string; readonly ready?: string; readonly domain?: string },
) {
  const nonce = newNonce();
  const markup = html`<!doctype html>${(
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{view.words.agent}</title>
        <link rel="icon" href={sealIcon} />
        <link rel="stylesheet" href={stylesheet.href} />
        <link rel="stylesheet" href={assets.style.href} />
        <script type="module" src={assets.legacy.href} nonce={nonce} />
      </head>
      <body class="agent-body">
        <div
          id="screen"
          data-window={session.id}
          data-say={session.say.value}
          data-hear={session.hear.value}
          data-ready={about.ready}
          data-domain={about.domain}
        >
          <Orphan view={view} manager={`${about.own}/`} />
        </div>
        <Stopped view={view} />
      </body>
    </html>
  )}`;
  const headers = new Headers(securityHeaders({ nonce }));
  headers.delete('cross-origin-opener-policy');
  headers.set('referrer-policy', 'same-origin');
  headers.set('content-type', 'text/html; charset=utf-8');
  return { body: String(await markup), headers };
}
