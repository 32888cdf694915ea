import { mkdir } from 'node:fs/promises';
import type { AgentConfig } from './config.ts';
import type { Context } from './conversation/context.ts';
import { openDiary } from './diary.ts';
import { openCards } from './holding/cards.ts';
import { openJournal } from './journal.ts';
import { openSettings, type Settings } from './settings.ts';
import { trustOf } from './trust.ts';

/** Opens what every conversation has in common, from the agent's folder. The cards are the caller's to dispose. */
export async function openContext(
  config: Pick<AgentConfig, 'folder' | 'policy' | 'cards' | 'version' | 'now' | 'log'>,
): Promise<{ readonly context: Context; readonly settings: Settings }> {
  await mkdir(config.folder, { recursive: true, mode: 0o700 });
  const settings = await openSettings(config.folder);
  const context: Context = {
    cards: openCards(config.cards),
    trust: trustOf(config.policy, settings),
    journal: await openJournal(config.folder, config.now),
    diary: await openDiary(config.folder),
    usedTasks: new Set(),
    version: config.version,
    now: config.now,
    log: config.log,
  };
  return { context, settings };
}
