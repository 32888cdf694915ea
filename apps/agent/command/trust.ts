import { readPolicy } from '../policyfile.ts';
import { openSettings } from '../settings.ts';
import { bareOrigin, type Trust, trustOf } from '../trust.ts';
import { type Outcome, UsageError } from './outcome.ts';
import type { Visit } from './visit.ts';

/** `trust`, `trust add SITE`, `trust remove SITE`. A running agent sees the change at once. */
export async function changeTrust(
  visit: Visit,
  change: { readonly add?: string; readonly remove?: string },
  policyFile: string,
): Promise<Outcome> {
  const { words, common } = visit;
  const trust = trustOf(await readPolicy(policyFile), await openSettings(common.folder));
  if (change.add !== undefined) await trust.add(exact(visit, change.add));
  if (change.remove !== undefined) await remove(visit, trust, change.remove);
  const fixed = trust.fixed().map((site) => ({ site, by: 'installation' as const }));
  const sites = [...fixed, ...trust.added().map((site) => ({ site, by: 'user' as const }))];
  const lines = sites.map(({ site, by }) => `${site}  ${by === 'user' ? words.byYou : words.byInstallation}`);
  return { data: { sites }, lines: lines.length === 0 ? [words.noSites] : lines };
}

async function remove(visit: Visit, trust: Trust, typed: string): Promise<void> {
  const site = exact(visit, typed);
  if (trust.fixed().includes(site)) throw new UsageError(visit.words.fixedSite);
  await trust.remove(site);
}

function exact({ words }: Visit, typed: string): string {
  const origin = bareOrigin(typed);
  if (origin === null) throw new UsageError(words.badSite);
  return origin;
}
