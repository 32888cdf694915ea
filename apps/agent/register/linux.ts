import { access } from 'node:fs/promises';
import { Halt } from '../conversation/halt.ts';
import { addToDatabase, findDatabases, removeFromDatabase } from './nss.ts';
import { addToP11Kit, removeFromP11Kit } from './p11kit.ts';
import type { Act, Registration } from './registration.ts';
import type { Run } from './tool.ts';

/** Where distributions put OpenSC's PKCS#11 module: Debian and its kin, Fedora, Arch, openSUSE. */
const moduleFiles = [
  '/usr/lib/x86_64-linux-gnu/pkcs11/opensc-pkcs11.so',
  '/usr/lib/aarch64-linux-gnu/pkcs11/opensc-pkcs11.so',
  '/usr/lib64/pkcs11/opensc-pkcs11.so',
  '/usr/lib/pkcs11/opensc-pkcs11.so',
  '/usr/lib64/opensc-pkcs11.so',
  '/usr/lib/opensc-pkcs11.so',
] as const;

/**
 * Linux: NSS databases (Chromium, Firefox) by `certutil` and `modutil`, and p11-kit. `modules`: files of which the first that is there is the
 * PKCS#11 module.
 */
export function linuxRegistration(
  run: Run,
  home: string,
  modules: readonly string[] = moduleFiles,
): Registration {
  return {
    async add(certificates) {
      const file = await findModule(modules);
      if (file === null) throw new Halt('registration.no-module');
      if (await lacksTools(run)) throw new Halt('registration.no-tools');
      const acts: Act[] = [];
      for (const database of await findDatabases(home))
        acts.push(...(await addToDatabase(run, database, { module: file, certificates })));
      const entry = await addToP11Kit(run, home, file);
      return entry === null ? acts : [...acts, entry];
    },
    async remove() {
      if (await lacksTools(run)) throw new Halt('registration.no-tools');
      const acts: Act[] = [];
      for (const database of await findDatabases(home))
        acts.push(...(await removeFromDatabase(run, database)));
      const entry = await removeFromP11Kit(home);
      return entry === null ? acts : [...acts, entry];
    },
  };
}

async function lacksTools(run: Run): Promise<boolean> {
  const asked = await Promise.all([run('certutil', ['-H']), run('modutil', ['-H'])]);
  return asked.some(({ code }) => code === 127);
}

async function findModule(files: readonly string[]): Promise<string | null> {
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}
