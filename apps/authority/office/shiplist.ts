import type { Officer } from '@kaika/registry/officer';
import { trackingOf } from '@kaika/registry/shipment';
import { cardNumber } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { rowsOf } from '../operation/csvread.ts';
import { findCard } from '../store/card.ts';
import type { Reader } from '../store/table.ts';
import { type Posting, shipCard } from './ship.ts';

/** One row of a list of posted cards, and the code that says why it cannot be recorded; `already` was recorded with that very number. */
export type ShipRow = {
  readonly line: number;
  readonly cardNumber: string;
  readonly tracking: string;
  readonly holder: string;
  readonly code: string | null;
};

const mostRows = 1000;

/**
 * Reads a list of card numbers and carrier's numbers (CSV, a heading may stand first) and looks each row up; nothing is recorded.
 * Throws `shipment.list`.
 */
export async function readShipList(context: Context, text: string): Promise<readonly ShipRow[]> {
  const rows = rowsOf(text);
  const cells = rows?.filter(([first = ''], at) => at > 0 || /^XC/i.test(first));
  if (!cells || cells.length === 0 || cells.length > mostRows) throw new Failure('shipment.list');
  const offset = (rows?.length ?? 0) - cells.length;
  const seen = new Set<string>();
  const found: ShipRow[] = [];
  for (const [at, [number = '', tracking = '']] of cells.entries()) {
    const said = { number: number.toUpperCase(), tracking };
    found.push({ line: at + 1 + offset, ...(await look(context.db, said, seen)) });
    seen.add(said.number);
  }
  return found;
}

/** Records every row that can be; answers how many were. Each card is an act of its own, so a list sent twice changes nothing more. */
export async function recordShipList(
  context: Context,
  { rows, carrier, sentOn }: Pick<Posting, 'carrier' | 'sentOn'> & { readonly rows: readonly ShipRow[] },
  by: Officer,
): Promise<number> {
  const right = rows.filter(({ code }) => code === null);
  for (const { cardNumber, tracking } of right) {
    await shipCard(context, { cardNumber, carrier, tracking, sentOn }, by);
  }
  return right.length;
}

async function look(
  db: Reader,
  { number, tracking }: { readonly number: string; readonly tracking: string },
  seen: ReadonlySet<string>,
): Promise<Omit<ShipRow, 'line'>> {
  const said = { cardNumber: number.slice(0, 40), tracking: tracking.slice(0, 40), holder: '' };
  if (!cardNumber.safeParse(number).success) return { ...said, code: 'card.unknown' };
  if (seen.has(number)) return { ...said, code: 'shipment.twice' };
  const card = await findCard(db, number);
  if (card === null) return { ...said, code: 'card.unknown' };
  const { holder, state } = card;
  if (state === 'shipped') return { ...said, holder, code: 'shipment.already' };
  if (state !== 'produced') return { ...said, holder, code: 'shipment.none' };
  const isRight = isTracking(tracking);
  return {
    ...said,
    tracking: isRight ? trackingOf(tracking) : said.tracking,
    holder,
    code: isRight ? null : 'shipment.tracking',
  };
}

function isTracking(text: string): boolean {
  try {
    trackingOf(text);
    return true;
  } catch {
    return false;
  }
}
