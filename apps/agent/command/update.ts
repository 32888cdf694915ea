import { readPolicy } from '../policyfile.ts';
import { askUpdate, isNewer } from '../update.ts';
import type { Outcome } from './outcome.ts';
import type { Visit } from './visit.ts';

/** `update`: asks the portal of the policy for the newest version and says it. Installs nothing. */
export async function tellUpdate({ shell, common, words }: Visit, policyFile: string): Promise<Outcome> {
  const { portal } = await readPolicy(policyFile);
  const { newest } = await askUpdate({ portal, folder: common.folder, fetch, now: shell.now });
  const newer = isNewer(newest, shell.version);
  return {
    data: { version: shell.version, newest, newer },
    lines: [
      words.version(shell.version),
      newer ? words.newer(newest, `${portal}/download`) : words.newestHere,
    ],
  };
}
