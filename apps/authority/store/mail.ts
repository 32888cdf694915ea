import type { Selectable } from 'kysely';
import type { Mail } from '../mail/mail.ts';
import type { Database, Reader, Tables, Trx } from './table.ts';

export type KeptMail = Selectable<Tables['mail']>;
export type MailState = KeptMail['state'];

/** Puts a mail into the outbox, in the transaction of what it is about. */
export async function keepMail(
  trx: Trx,
  mail: Mail,
  about: Pick<KeptMail, 'id' | 'madeAt' | 'lapsesAt'>,
): Promise<void> {
  const said = { values: JSON.stringify(mail.values), calendar: mail.calendar ?? null };
  const fresh = { state: 'queued' as const, attempts: 0, problem: null, settledAt: null };
  await trx
    .insertInto('mail')
    .values({ ...mail, ...said, ...about, ...fresh })
    .execute();
}

export async function findMail(db: Reader, id: string): Promise<KeptMail | null> {
  return (await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Sent, or too late to be sent: what it said is forgotten. */
export async function endMail(
  db: Database,
  id: string,
  { as, now }: { as: 'sent' | 'lapsed'; now: Date },
): Promise<void> {
  await db
    .updateTable('mail')
    .set((row) => ({
      state: as,
      values: '{}',
      calendar: null,
      problem: null,
      settledAt: now,
      attempts: as === 'sent' ? row('attempts', '+', 1) : row.ref('attempts'),
    }))
    .where('id', '=', id)
    .execute();
}

/** A try that failed; `over`: the last one. */
export async function noteFailure(
  db: Database,
  id: string,
  { problem, over, now }: { readonly problem: string; readonly over: boolean; readonly now: Date },
): Promise<void> {
  await db
    .updateTable('mail')
    .set((row) => ({
      attempts: row('attempts', '+', 1),
      problem,
      ...(over ? { state: 'failed' as const, settledAt: now } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

/** A mail that failed is to be sent again; false for any other. */
export async function requeueMail(trx: Trx, id: string): Promise<boolean> {
  const row = await trx
    .updateTable('mail')
    .set({ state: 'queued', attempts: 0, settledAt: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What a list of mails shows of one. */
export type ShownMail = Pick<
  KeptMail,
  'id' | 'to' | 'about' | 'state' | 'attempts' | 'problem' | 'madeAt' | 'settledAt'
>;

/** Mails, those that could not be sent first, then the newest. */
export async function recentMails(
  db: Reader,
  page: { readonly state?: MailState | undefined; readonly limit: number; readonly offset: number },
): Promise<readonly ShownMail[]> {
  let query = db
    .selectFrom('mail')
    .select(['id', 'to', 'about', 'state', 'attempts', 'problem', 'madeAt', 'settledAt']);
  if (page.state !== undefined) query = query.where('state', '=', page.state);
  return query.orderBy('madeAt', 'desc').orderBy('id').limit(page.limit).offset(page.offset).execute();
}

/** How many mails are in each state. */
export async function countMails(db: Reader): Promise<Readonly<Partial<Record<MailState, number>>>> {
  const rows = await db
    .selectFrom('mail')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Forgets what failed mails said once it has lapsed, and everything settled before that moment. */
export async function dropOldMails(
  db: Database,
  { now, before }: { now: Date; before: Date },
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'lapsed', values: '{}', calendar: null })
    .where('state', '=', 'failed')
    .where('lapsesAt', '<=', now)
    .execute();
  await db.deleteFrom('mail').where('state', '!=', 'queued').where('settledAt', '<', before).execute();
}
