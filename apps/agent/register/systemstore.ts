import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readData, writeData } from '../settings.ts';
import type { Act, Registration } from './registration.ts';
import { type Run, withFile } from './tool.ts';

type Command = readonly [program: string, ...args: string[]];

/**
 * A store that the system itself has for the person's certificates. Its card driver (Windows: the PIV minidriver, macOS: CryptoTokenKit) finds
 * the key by the certificate, so no module is needed.
 */
export type SystemStore = {
  readonly store: Act['store'];
  readonly where: string;
  /** Adds the certificate in a file (DER). */
  add(file: string): Command;
  /** Removes the one with that SHA-1 (40 hexadecimal digits), which is how the systems name certificates. */
  remove(sha1: string): Command;
};

/** Windows: the store «Personal» of the user, where browsers and Office look; never «Root». */
export const windowsStore: SystemStore = {
  store: 'windows',
  where: 'CurrentUser\\My',
  add: (file) => ['certutil.exe', '-user', '-f', '-addstore', 'My', file],
  remove: (sha1) => ['certutil.exe', '-user', '-delstore', 'My', sha1],
};

/** macOS: the login keychain; without trust settings. */
export function keychain(home: string): SystemStore {
  const file = `${home}/Library/Keychains/login.keychain-db`;
  return {
    store: 'keychain',
    where: file,
    add: (certificate) => ['security', 'add-certificates', '-k', file, certificate],
    remove: (sha1) => ['security', 'delete-certificate', '-Z', sha1.toUpperCase(), file],
  };
}

const record = z.array(z.object({ name: z.string(), sha1: z.string().regex(/^[0-9a-f]{40}$/) }));

/** Registration in such a store. `file`: remembers what was added, so that nothing else is ever removed. */
export function storeRegistration(run: Run, system: SystemStore, file: string): Registration {
  const { store, where } = system;
  const act = { store, where, of: 'certificate' } as const;
  return {
    async add(certificates) {
      const acts: Act[] = [];
      for (const { name, der } of certificates) {
        const { code } = await withFile(der, (path) => {
          const [program, ...args] = system.add(path);
          return run(program, args);
        });
        acts.push({ ...act, name, outcome: code === 0 ? 'added' : 'failed' });
        const known = (await readData(file, record)) ?? [];
        const sha1 = createHash('sha1').update(der).digest('hex');
        const others = known.filter((one) => one.sha1 !== sha1);
        if (code === 0) await writeData(file, [...others, { name, sha1 }]);
      }
      return acts;
    },
    async remove() {
      const acts: Act[] = [];
      const left = [];
      for (const one of (await readData(file, record)) ?? []) {
        const [program, ...args] = system.remove(one.sha1);
        const { code } = await run(program, args);
        acts.push({ ...act, name: one.name, outcome: code === 0 ? 'removed' : 'failed' });
        if (code !== 0) left.push(one);
      }
      await writeData(file, left);
      return acts;
    },
  };
}
