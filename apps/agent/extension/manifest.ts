import { extensionKey } from '@kaika/wire/extension';

/**
 * The extension's manifest (Manifest V3). It asks for native messaging and nothing else: no host permission, no content script. `sites`: match
 * patterns of the pages that may connect to it; whoever is not among them does not even learn that it is there.
 */
export function extensionManifest(version: string, sites: readonly string[]) {
  return {
    manifest_version: 3,
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'zh_TW',
    version,
    key: extensionKey,
    minimum_chrome_version: '116',
    permissions: ['nativeMessaging'],
    background: { service_worker: 'background.js', type: 'module' },
    externally_connectable: { matches: sites },
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-ancestors 'none'",
    },
  } as const;
}

/** A page's origin as a pattern; ports are not told apart there. Throws where it is no address of a site. */
export function patternOf(origin: string): string {
  const url = new URL(origin);
  if (url.origin !== origin) throw new TypeError(`not a bare origin: ${origin}`);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Names and descriptions, by the browser's own names of languages. */
export const extensionWords = {
  zh_TW: { name: '跨瀏覽器元件連接', description: '讓憑證網站不經彈出式視窗使用這台電腦上的跨瀏覽器元件。' },
  en: {
    name: 'Card agent link',
    description: 'Lets certificate sites use the card agent of this computer without pop-ups.',
  },
} as const;

/** The window's page; the worker opens it. */
export const windowPage = `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>跨瀏覽器元件</title>
<link rel="stylesheet" href="look.css">
<link rel="stylesheet" href="agent.css">
<script type="module" src="window.js"></script>
</head>
<body class="agent-body"><div id="screen"></div></body>
</html>
`;
