import { platform } from 'node:os';
import { join } from 'node:path';
import { linuxRegistration } from './linux.ts';
import type { Registration } from './registration.ts';
import { keychain, storeRegistration, windowsStore } from './systemstore.ts';
import { runIn } from './tool.ts';

/** Registration the way this computer's system has it. `home`: the person's; `folder`: the agent's own. */
export function openRegistration(home: string, folder: string): Registration {
  const run = runIn(home);
  const record = join(folder, 'registered.json');
  if (platform() === 'win32') return storeRegistration(run, windowsStore, record);
  if (platform() === 'darwin') return storeRegistration(run, keychain(home), record);
  return linuxRegistration(run, home);
}
