import { createHash } from 'node:crypto';

/** A file an app serves from memory. `href` bears the content's hash, so it may be cached for ever. */
export type Asset = {
  /** where the app serves it: `/look.css` */
  readonly path: string;
  /** what pages link to: `/look.css?v=…` */
  readonly href: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Describes `body` (UTF-8 text) under `path` with its media type. */
export function asset(path: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body, 'utf8').digest('base64url').slice(0, 16);
  return {
    path,
    href: `${path}?v=${hash}`,
    type,
    body,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  };
}
