import { certificateFromPem } from '@kaika/pki/certificate';
import { z } from 'zod';
import type { Policy } from './config.ts';
import { findFile } from './reader/file.ts';

const shape = z.object({
  authorities: z
    .array(
      z.object({
        name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
        /** The root certificate, PEM. */
        root: z.string(),
        origins: z.array(z.url()).min(1),
        usage: z.string().optional(),
      }),
    )
    .default([]),
  origins: z.array(z.url()).default([]),
  portal: z.url().optional(),
  rawOrigins: z.array(z.url()).default([]),
  pagePinOrigins: z.array(z.url()).default([]),
});

/** Reads the policy an administrator installs (JSON). Throws where it is no policy: an agent that trusts the wrong ones must not start. */
export function parsePolicy(text: string): Policy {
  const { authorities, origins, portal, rawOrigins, pagePinOrigins } = shape.parse(JSON.parse(text));
  return {
    authorities: authorities.map(({ name, root, origins: pages, usage }) => ({
      name,
      root: certificateFromPem(root).der,
      origins: pages.map(exact),
      ...(usage === undefined ? {} : { usage }),
    })),
    origins: origins.map(exact),
    ...(portal === undefined ? {} : { portal: exact(portal) }),
    rawOrigins: rawOrigins.map(exact),
    pagePinOrigins: pagePinOrigins.map(exact),
  };
}

/** The policy in a file; without the file nobody is trusted yet. */
export async function readPolicy(file: string): Promise<Policy> {
  return parsePolicy((await findFile(file)) ?? '{}');
}

function exact(origin: string): string {
  if (new URL(origin).origin !== origin) throw new Error(`not a bare origin: ${origin}`);
  return origin;
}
