import { toBase64 } from '@kaika/bytes/base64';
import type { Selectable } from 'kysely';
import {
  eventsFrom,
  findEvent,
  headsAfter,
  leavesOf,
  newestHead,
  pendingAfter,
  rootCertificates,
} from '../store/log.ts';
import type { EventRow, Reader, Tables } from '../store/table.ts';
import type { EventLine, HeadLine, LogLine, ProofLine } from './line.ts';
import { consistencyPath, inclusionPath, type Tree } from './path.ts';
import { emptyFrontier, grow, rootOf } from './tree.ts';

/** Whose log it is: its origin and the arc of its identifiers. */
export type LogOwner = { readonly authority: string; readonly arc: string };

const atOnce = 1000;

/**
 * The whole log, line by line: its owner, the events in order, each signed head after the last event it covers, what has no number
 * yet, and how many there were. Nothing is judged and nothing left out: what is wrong in the store is wrong in the lines.
 * @param db a transaction that sees one moment (repeatable read)
 */
export async function* exportLog(db: Reader, owner: LogOwner, now: Date): AsyncGenerator<LogLine> {
  yield { line: 'export', ...(await aboutOf(db, owner, now)) };
  const seen = { events: 0, heads: 0, pending: 0 };
  const heads = headsOf(db);
  let head = await heads.next();
  for await (const row of eventsOf(db)) {
    const event = eventLineOf(row);
    for (; !head.done && head.value.size <= event.index; head = await heads.next(), seen.heads += 1)
      yield head.value;
    seen.events += 1;
    yield event;
  }
  for (; !head.done; head = await heads.next(), seen.heads += 1) yield head.value;
  for await (const { index: _, ...row } of pendingOf(db)) {
    seen.pending += 1;
    yield { line: 'pending', ...row, at: row.at.toISOString() };
  }
  yield { line: 'end', ...seen };
}

/** Which event is asked about, and the heads from before that the newest is to be shown consistent with. */
export type ProofWish = { readonly id: string; readonly earlier: readonly Tree[] };

/**
 * Shows that an event is in the tree of the newest head, and that the tree begins with those of earlier heads. Null where no head
 * covers such an event. Earlier heads that are none of this log get no path: that is for the verifier to find.
 */
export async function proveEvent(
  db: Reader,
  owner: LogOwner,
  { id, earlier, now }: ProofWish & { readonly now: Date },
): Promise<ProofLine | null> {
  const row = await findEvent(db, id);
  const head = await newestHead(db);
  if (row?.index == null || head === null || row.index >= head.size) return null;
  const { size } = head;
  const leaves = await leavesOf(db, size);
  const known = earlier.filter((one) => one.size < size && one.root === rootAt(leaves, one.size));
  return {
    line: 'proof',
    ...(await aboutOf(db, owner, now)),
    event: eventLineOf(row),
    head: headLineOf(head),
    path: [...inclusionPath(leaves, row.index, size)],
    consistency: known.map((one) => ({
      size: one.size,
      root: one.root,
      path: [...consistencyPath(leaves, one.size, size)],
    })),
  };
}

function rootAt(leaves: readonly string[], size: number): string {
  return rootOf(leaves.slice(0, size).reduce(grow, emptyFrontier));
}

async function aboutOf(db: Reader, { authority, arc }: LogOwner, now: Date) {
  const roots = (await rootCertificates(db)).map(toBase64);
  return { version: 1 as const, authority, arc, at: now.toISOString(), roots };
}

async function* eventsOf(db: Reader): AsyncGenerator<Selectable<EventRow>> {
  // From the least there is: a number that was tampered with is written out, too.
  for (let next = -(2 ** 31); ; ) {
    const rows = await eventsFrom(db, next, atOnce);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < atOnce || last?.index == null) return;
    next = last.index + 1;
  }
}

async function* headsOf(db: Reader): AsyncGenerator<HeadLine> {
  for (let size = 0; ; ) {
    const rows = await headsAfter(db, size, atOnce);
    yield* rows.map(headLineOf);
    const last = rows.at(-1);
    if (rows.length < atOnce || !last) return;
    size = last.size;
  }
}

async function* pendingOf(db: Reader): AsyncGenerator<Selectable<EventRow>> {
  for (let id = ''; ; ) {
    const rows = await pendingAfter(db, id, atOnce);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < atOnce || !last) return;
    id = last.id;
  }
}

function eventLineOf({ index, at, ...row }: Selectable<EventRow>): EventLine {
  return { line: 'event', index: index ?? -1, ...row, at: at.toISOString() };
}

function headLineOf({ size, root, at, frontier, jws }: HeadRow): HeadLine {
  return { line: 'head', size, root, at: at.toISOString(), frontier: [...frontier], jws };
}

type HeadRow = Omit<Selectable<Tables['treehead']>, 'frontier'> & { readonly frontier: readonly string[] };
