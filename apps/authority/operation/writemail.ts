import { models } from '@kaika/card/model';
import { type Slot, slots, useOf } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import { parseCertificate } from '@kaika/pki/certificate';
import { requireStateIn } from '@kaika/registry/card';
import { holder } from '@kaika/registry/change';
import type { Whole } from '@kaika/registry/suspension';
import {
  carriedBy,
  finishWriting,
  issueWriting,
  mailUses,
  requireWritable,
  suspendAltered,
  type Writing,
} from '@kaika/registry/writing';
import type { Progress } from '@kaika/wire/task';
import { issueAgain } from '../ca/issue.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { rewriteCard } from '../production/rewrite.ts';
import { requireApplication } from '../store/application.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { act } from '../store/save.ts';
import { requireWriting, writingsOfCard } from '../store/writing.ts';
import { conclude, readWhole } from './conclude.ts';

/** Which writing is carried out, and who watches. */
export type WritingOrder = { readonly id: string; readonly progress: (progress: Progress) => void };

/**
 * Writes a confirmed address into the certificates of the card at hand: new ones for the same keys, valid beside the old ones until
 * every object matches; then the old ones are superseded. Cut anywhere, the card holds old and new ones, all valid, and the next
 * run goes on with those issued. Answers the receipt's number.
 * Throws `mail.not-confirmed`, `link.*`, what the card became meanwhile, and what `rewriteCard` throws; after `card.altered`, and
 * once the failure is kept, the card is suspended.
 */
export async function writeMail(
  context: Context,
  transport: Transport,
  { id, progress }: WritingOrder,
): Promise<string> {
  const { db, now, secrets } = context;
  const writing = await requireWriting(db, id);
  requireWritable(writing, now());
  const whole = await readWhole(db, writing.cardNumber);
  const { card } = whole;
  requireStateIn(card, ['active'], now());
  const presence = carriedBy(whole.certificates, 'presence')?.der;
  const model = models.find((one) => one.id === card.model);
  const { guid, productionId, managementVersion: version } = card;
  if (presence == null || guid === null || model === undefined) throw new Failure('card.incomplete');
  try {
    await rewriteCard(transport, {
      guid,
      presence,
      management: () => secrets.management({ productionId, version }, model),
      certificates: () => certificatesFor(context, id),
      progress,
    });
  } catch (error) {
    if (error instanceof Failure && error.code === 'card.altered') await tellAltered(context, writing, error);
    throw error;
  }
  return finish(context, id);
}

/** Those issued for this writing, issued now where they were not. */
async function certificatesFor(context: Context, id: string): Promise<ReadonlyMap<Slot, Uint8Array>> {
  const { db } = context;
  const writing = await requireWriting(db, id);
  if (writing.state === 'confirmed') await issueFor(context, writing);
  const { serials, cardNumber } = await requireWriting(db, id);
  const { certificates } = await readWhole(db, cardNumber);
  const bySlot = new Map<Slot, Uint8Array>();
  for (const slot of slots) {
    const found = certificates.find((one) => one.use === useOf(slot) && serials.includes(one.serial));
    if (found?.der) bySlot.set(slot, found.der);
  }
  return bySlot;
}

async function issueFor(context: Context, { id, cardNumber, mail }: Writing): Promise<void> {
  const { db, ca, now } = context;
  const { card, certificates } = await readWhole(db, cardNumber);
  const { person } = await requireApplication(db, card.application);
  const organisation = await requireOrganisation(db, card.organisation);
  const keys = slots.flatMap((slot) => {
    const use = mailUses.find((one) => one === useOf(slot));
    const der = use === undefined ? null : carriedBy(certificates, use)?.der;
    return der == null ? [] : [{ slot, spki: parseCertificate(der).spki }];
  });
  if (keys.length !== mailUses.length || card.notAfter === null) throw new Failure('card.incomplete');
  const subject = { cardNumber, organisation, person, notAfter: card.notAfter, mail: [mail] };
  const issued = await issueAgain(subject, keys, { db, ca, now, by: holder });
  const serials = issued.map(({ serial }) => serial);
  await act(db, async (trx) => {
    const fresh = await requireWriting(trx, id);
    // Another run of the same writing was first: its certificates count, and these stay on hold until the end.
    if (fresh.state === 'issued') return { changes: [], answer: undefined };
    const whole = await readWhole(trx, cardNumber);
    const own = whole.certificates.filter(({ serial }) => serials.includes(serial));
    return { changes: issueWriting(fresh, { ...whole, certificates: own }, now()), answer: undefined };
  });
}

async function finish(context: Context, id: string): Promise<string> {
  const { cardNumber, mail, serials, receipt } = await requireWriting(context.db, id);
  if (receipt !== null) return receipt;
  const about = {
    cardNumber,
    by: holder,
    what: 'card.mail-written',
    mail: 'mail-written',
    serials,
    values: { mail },
  } as const;
  try {
    const { number } = await conclude(context, about, async (whole: Whole, how, trx) =>
      finishWriting(
        { writing: await requireWriting(trx, id), known: await writingsOfCard(trx, cardNumber) },
        whole,
        how,
      ),
    );
    return number;
  } catch (error) {
    // Another run of the same writing was first: its receipt stands.
    const done = await requireWriting(context.db, id);
    if (done.receipt === null) throw error;
    return done.receipt;
  }
}

async function tellAltered(context: Context, { cardNumber }: Writing, { detail }: Failure): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const whole = await readWhole(trx, cardNumber);
    await context.enqueue(trx, await mailContact(trx, whole.card, 'card-altered', { at: now.toISOString() }));
    return { changes: suspendAltered(whole, detail.detail?.object ?? '', now), answer: undefined };
  });
}
