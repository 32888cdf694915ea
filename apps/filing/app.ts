import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fontFiles } from '@kaika/document/font';
import { pageScript } from '@kaika/look/script';
import type { App } from '@kaika/wire/house';
import { build } from 'esbuild';
import type { FilingConfig } from './config.ts';
import { startJob } from './job.ts';
import { relyOn } from './login/relying.ts';
import type { Office } from './office.ts';
import { openRoutes } from './route.tsx';
import { openSeal } from './sign/seal.ts';
import { openFiles } from './store/file.ts';
import { migrate } from './store/migration.ts';
import type { Tables } from './store/table.ts';

/** Starts the CPA attestation filing service: a relying party of the login service with a database and a folder. */
export async function startFiling(config: FilingConfig): Promise<App> {
  await mkdir(config.folder, { recursive: true, mode: 0o700 });
  await migrate(config.database);
  const office: Office = {
    config,
    store: config.database.withSchema('filing').withTables<Tables>(),
    files: await openFiles(join(config.folder, 'file')),
    fonts: {
      regular: await readFile(new URL(fontFiles.regular)),
      bold: await readFile(new URL(fontFiles.bold)),
    },
    script: await pageScript(build, fileURLToPath(new URL('./browser/page.ts', import.meta.url))),
    relying: relyOn(config),
    seal: await openSeal(config),
  };
  const routes = openRoutes(office);
  const job = startJob(office);
  return {
    fetch: (request) => routes.fetch(request),
    [Symbol.asyncDispose]: () => job.stop(),
  };
}
