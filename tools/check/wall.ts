/**
 * The walls: which rooms a room may import. ARCHITECTURE.md draws the same table and `npm run check` compares the two,
 * with every room's package.json and with every import line.
 */
export const walls = {
  bytes: [],
  pki: ['bytes'],
  card: ['bytes', 'pki'],
  softcard: ['bytes', 'pki', 'card'],
  registry: [],
  ca: ['bytes', 'pki'],
  wire: ['bytes', 'registry'],
  token: ['bytes', 'pki', 'wire'],
  document: ['bytes', 'pki'],
  look: ['wire'],
  page: ['wire'],
  authority: ['bytes', 'pki', 'card', 'registry', 'ca', 'wire', 'token', 'document', 'look', 'page'],
  agent: ['bytes', 'pki', 'card', 'softcard', 'wire', 'look'],
  login: ['bytes', 'pki', 'wire', 'token', 'look', 'page'],
  portal: ['bytes', 'wire', 'look'],
  filing: ['bytes', 'pki', 'wire', 'document', 'look', 'page'],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof walls;

export const apps = ['authority', 'agent', 'login', 'portal', 'filing'] as const satisfies readonly Room[];

/** The folder of a room, from the root of the tree. */
export function folderOf(room: Room): string {
  return (apps as readonly string[]).includes(room) ? `apps/${room}` : `packages/${room}`;
}

/** Modules that only one place may import: the CA's keys, the reader, the token issuer. */
export const keepers: Readonly<Record<string, readonly string[]>> = {
  koffi: ['apps/agent/reader/'],
  pkcs11js: ['apps/authority/key/'],
  'oidc-provider': ['apps/login/'],
  '@noble/curves': ['packages/softcard/'],
};

/** Packages do no I/O: Node's modules that read, write, listen or run are for apps. */
export const ioModules: readonly string[] = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'fs',
  'fs/promises',
  'http',
  'http2',
  'https',
  'net',
  'os',
  'process',
  'tls',
  'worker_threads',
];
