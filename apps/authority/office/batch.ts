import type { Application } from '@kaika/registry/application';
import {
  type BatchOrder,
  closeBatch,
  makeBatch,
  pauseBatch,
  requireRunning,
  resumeBatch,
} from '@kaika/registry/batch';
import type { Change } from '@kaika/registry/change';
import {
  giveBackLine,
  type Line,
  prioritiseLine,
  queueLine,
  removeLine,
  requeueLine,
  spoilBlank,
  takeLine,
} from '@kaika/registry/line';
import type { Officer } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import type { Context } from '../context.ts';
import { byAddress } from '../operation/address.ts';
import {
  drawBatchNumber,
  findOpenLine,
  findOwnLine,
  freeApplications,
  linesOfBatch,
  lockNextLine,
  requireBatch,
  requireLine,
} from '../store/batch.ts';
import { act } from '../store/save.ts';
import type { Trx } from '../store/table.ts';

/** What an operator chose: applications, those that go first, the order of the rest. */
export type BatchWanted = {
  readonly title: string;
  readonly order: BatchOrder;
  readonly applications: readonly string[];
  readonly first: readonly string[];
};

/** Makes a batch of approved applications and answers its number. Throws `batch.empty`, `batch.application-taken`. */
export async function openBatch(context: Context, wanted: BatchWanted, by: Officer): Promise<string> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const chosen = await chosenApplications(trx, wanted);
    const number = drawBatchNumber(now);
    const about = {
      number,
      title: wanted.title.trim().slice(0, 80),
      order: wanted.order,
      size: chosen.length,
    };
    const lines = chosen.map((application, index) =>
      queueLine(
        {
          batch: number,
          application: application.number,
          position: index + 1,
          priority: wanted.first.includes(application.number) ? 1 : 0,
        },
        by,
        now,
      ),
    );
    return { changes: [makeBatch(about, by, now), ...lines], answer: number };
  });
}

async function chosenApplications(
  trx: Trx,
  { applications, order }: BatchWanted,
): Promise<readonly Application[]> {
  const free = new Map((await freeApplications(trx)).map((one) => [one.number, one]));
  const chosen = [...new Set(applications)].map((number) => {
    const application = free.get(number);
    if (application === undefined) throw new Refusal('batch.application-taken', { detail: { number } });
    return application;
  });
  return chosen.toSorted(compare[order]);
}

const compare: Readonly<Record<BatchOrder, (left: Application, right: Application) => number>> = {
  submitted: (left, right) => left.submittedAt.getTime() - right.submittedAt.getTime(),
  name: (left, right) => left.name.localeCompare(right.name, 'zh-Hant-TW'),
  address: byAddress,
};

/** What can be done to a batch as a whole. */
export type BatchAct = 'pause' | 'resume' | 'close';

/** Pauses, resumes or closes it; closing takes out what was not finished. Throws `batch.closed`, `line.taken` where a card is being made. */
export async function changeBatch(
  context: Context,
  { number, what }: { readonly number: string; readonly what: BatchAct },
  by: Officer,
): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const batch = await requireBatch(trx, number);
    if (what === 'pause') return { changes: [pauseBatch(batch, by, now)], answer: undefined };
    if (what === 'resume') return { changes: [resumeBatch(batch, by, now)], answer: undefined };
    const lines = await linesOfBatch(trx, number);
    if (lines.some(({ state }) => state === 'making')) throw new Refusal('line.taken');
    const open = lines.filter(({ state }) => state === 'waiting' || state === 'failed');
    const changes = [closeBatch(batch, by, now), ...open.map((line) => removeLine(line, by, now))];
    return { changes, answer: undefined };
  });
}

/** What can be done to one of its lines. A failed one goes back (`again`), with a fresh blank for one thrown away (`spoiled`). */
export const lineActs = ['first', 'not-first', 'again', 'spoiled', 'back', 'remove'] as const;
export type LineAct = (typeof lineActs)[number];

/** Throws `line.wrong-state`, `line.taken`. */
export async function changeLine(
  context: Context,
  {
    batch,
    application,
    what,
  }: { readonly batch: string; readonly application: string; readonly what: LineAct },
  by: Officer,
): Promise<void> {
  await act(context.db, async (trx) => {
    const line = await requireLine(trx, batch, application);
    return { changes: [changed(line, what, { by, now: context.now() })], answer: undefined };
  });
}

function changed(line: Line, what: LineAct, { by, now }: { by: Officer; now: Date }): Change<Line> {
  switch (what) {
    case 'first':
      return prioritiseLine(line, 1, { by, now });
    case 'not-first':
      return prioritiseLine(line, 0, { by, now });
    case 'again':
      return requeueLine(line, by, now);
    case 'back':
      return giveBackLine(line, by, now);
    case 'spoiled':
      return spoilBlank(line, by, now);
    case 'remove':
      return removeLine(line, by, now);
  }
}

/** Where a card will be made. */
export type Place = { readonly batch: string; readonly reader: string };

/**
 * Takes what the officer left half-done in that reader, else the next line nobody is at; answers its application.
 * Throws `batch.paused`, `batch.closed`, `batch.finished`.
 */
export async function takeNext(context: Context, { batch, reader }: Place, by: Officer): Promise<string> {
  return act(context.db, async (trx) => {
    requireRunning(await requireBatch(trx, batch));
    const own = await findOwnLine(trx, { batch, officer: by.id, reader });
    const line = own ?? (await lockNextLine(trx, batch));
    if (line === null) throw new Refusal('batch.finished');
    return { changes: [takeLine(line, reader, { by, now: context.now() })], answer: line.application };
  });
}

/** An application that is produced by itself, and waits in a batch, is taken there. Throws `line.taken`, `batch.paused`. */
export async function takeQueued(context: Context, application: string, by: Officer): Promise<void> {
  await act(context.db, async (trx) => {
    const line = await findOpenLine(trx, application);
    if (line === null) return { changes: [], answer: undefined };
    requireRunning(await requireBatch(trx, line.batch));
    return { changes: [takeLine(line, '', { by, now: context.now() })], answer: undefined };
  });
}

/** The window was closed before anything was done to a card. A line that is over by now stays as it is. */
export async function giveBack(
  context: Context,
  { batch, application }: { readonly batch: string; readonly application: string },
  by: Officer,
): Promise<void> {
  await act(context.db, async (trx) => {
    const line = await requireLine(trx, batch, application);
    const isOwn = line.state === 'making' && line.takenBy === by.id;
    return { changes: isOwn ? [giveBackLine(line, by, context.now())] : [], answer: undefined };
  });
}

/** Whether nothing of it is left to do. */
export function isFinished(counts: Readonly<Partial<Record<Line['state'], number>>>): boolean {
  return !counts.waiting && !counts.making && !counts.failed;
}
