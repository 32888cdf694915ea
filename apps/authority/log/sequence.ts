import type { Context } from '../context.ts';
import { signJws } from '../key/jws.ts';
import { newestHead, numberEvents, takeLogLock, unnumbered } from '../store/log.ts';
import { treeHeadType } from './head.ts';
import { emptyFrontier, type Frontier, grow, rootOf } from './tree.ts';

/** Rows numbered in one transaction; the rest waits for the next round. */
const atOnce = 1000;

/**
 * Gives the new rows of the log consecutive numbers and signs the tree's head. One sequencer at a time, by an advisory lock; rows
 * are written without number so that no transaction waits for another.
 */
export async function sequenceLog(context: Context): Promise<void> {
  while ((await sequenceSome(context)) === atOnce);
}

async function sequenceSome(context: Context): Promise<number> {
  const { db } = context;
  const head = await newestHead(db);
  const before: Frontier = head === null ? emptyFrontier : { size: head.size, roots: head.frontier };
  const fresh = await unnumbered(db, atOnce);
  if (fresh.length === 0) return 0;
  const frontier = fresh.map(({ leaf }) => leaf).reduce(grow, before);
  // Signed before the transaction: a key in an HSM takes its time. Whoever was faster makes this one void.
  const signed = await sign(context, frontier);
  return db.transaction().execute(async (trx) => {
    await takeLogLock(trx);
    if (((await newestHead(trx))?.size ?? 0) !== before.size) return 0;
    await numberEvents(trx, fresh, before.size);
    await trx.insertInto('treehead').values(signed).execute();
    return fresh.length;
  });
}

async function sign(context: Context, frontier: Frontier) {
  const at = context.now();
  const root = rootOf(frontier);
  const claims = { iss: context.config.origins.authority, at: at.toISOString(), size: frontier.size, root };
  const jws = await signJws(treeHeadType, claims, await context.signatory.receipt());
  return { size: frontier.size, root, at, frontier: JSON.stringify(frontier.roots), jws };
}
