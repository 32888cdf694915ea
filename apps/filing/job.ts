import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Office } from './office.ts';
import { Refusal } from './rule/refusal.ts';
import { issueReceipt } from './sign/receipt.ts';
import { listUnreceived } from './store/case.ts';
import { listWaiting, markSent } from './store/mail.ts';

const everyMilliseconds = 15_000;

/** What goes on without a request: receipts that could not be issued at once, and letters to the outbox. */
export type Job = { readonly stop: () => Promise<void> };

/** Runs at once and then again and again; one run at a time. */
export function startJob(office: Office): Job {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    await runOnce(office).catch((error: unknown) => office.config.log.error({ err: error }, 'job failed'));
    if (stopped) return;
    timer = setTimeout(() => {
      running = run();
    }, everyMilliseconds);
    timer.unref();
  };
  let running = run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** One round. A letter is marked after it is written: a crash between the two repeats it rather than losing it. */
export async function runOnce(office: Office): Promise<void> {
  const { store, config } = office;
  for (const held of await listUnreceived(store)) {
    await issueReceipt(office, held).catch((error: unknown) => {
      // Somebody else issued it in the meantime, or the firm withdrew.
      if (!(error instanceof Refusal && error.code === 'request.conflict')) throw error;
    });
  }
  for (const { id, recipient, subject, text } of await listWaiting(store)) {
    const line = JSON.stringify({ at: config.now().toISOString(), recipient, subject, text });
    await appendFile(join(config.folder, 'outbox.jsonl'), `${line}\n`, { mode: 0o600 });
    await markSent(store, id, config.now());
  }
}
