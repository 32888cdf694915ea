import { z } from 'zod';

/** Where a portal lists its files for programs. */
export const downloadManifestPath = '/download/manifest.json';

/** What a portal has to download: the agent's newest version, and every file with its size in bytes and its SHA-256 in hexadecimal. */
export const downloadManifest = z.object({
  agent: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,5}){2}$/)
    .nullable(),
  files: z
    .array(
      z.object({
        name: z.string().max(200),
        size: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(100),
});
export type DownloadManifest = z.input<typeof downloadManifest>;
