import type { Application } from '@kaika/registry/application';
import type { Card, CardState } from '@kaika/registry/card';
import { type Actor, holder } from '@kaika/registry/change';
import type { Changes } from '@kaika/registry/noun';
import {
  applyAgain,
  askNewCard,
  type Predecessor,
  type ReplacementReason,
  replaceCard,
  replacementReasons,
  reportCard,
  requireNoSuccessor,
  requireRenewable,
  requireReportable,
  successorOf,
} from '@kaika/registry/renewal';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { path } from '../page/path.ts';
import { applicationsAfter, drawApplicationNumber, requireApplication } from '../store/application.ts';
import { findCard, requireCard, requireCode } from '../store/card.ts';
import { contactOf } from '../store/contact.ts';
import { requireOrganisation } from '../store/organisation.ts';
import type { Reader, Trx } from '../store/table.ts';
import { type Conclusion, conclude, readWhole } from './conclude.ts';

/** The reason in a text from outside. Throws `replacement.reason-missing`. */
export function readReplacementReason(text: string | undefined): ReplacementReason {
  const found = replacementReasons.find((reason) => reason === text);
  if (found === undefined) throw new Failure('replacement.reason-missing');
  return found;
}

/**
 * 到期換發: a card that proved itself (card and PIN) in its last days asks for the next one. It stays valid until its end.
 * Throws `renewal.too-early`, `renewal.open`, `code.locked`, what the card is instead of active.
 */
export async function renewCard(context: Context, cardNumber: string): Promise<Receipt> {
  const { db, now } = context;
  requireRenewable(await requireCard(db, cardNumber), now());
  const number = drawApplicationNumber(now());
  const about = aboutOf(context, { cardNumber, number, by: holder });
  const told = { ...about, what: 'renewal.asked', mail: 'renewal-asked' } as const;
  return conclude(context, told, async ({ card }, act, trx) => {
    requireRenewable(card, act.now);
    await refuseSuccessor(trx, cardNumber);
    const application = applyAgain(await predecessorOf(trx, card), { number, purpose: 'renewal' }, act);
    return askNewCard(card, application, act);
  });
}

/**
 * 毀損補發 of a card that still proves itself (card and PIN): it goes on until the new one is activated.
 * Throws `renewal.open`, `code.locked`.
 */
export async function replaceDamaged(context: Context, cardNumber: string): Promise<Receipt> {
  const number = drawApplicationNumber(context.now());
  const about = aboutOf(context, { cardNumber, number, by: holder });
  const told = { ...about, what: 'replacement.asked', mail: 'replacement-asked', reason: 'damaged' } as const;
  return conclude(context, told, async ({ card }, act, trx) => {
    await refuseSuccessor(trx, cardNumber);
    const application = applyAgain(await predecessorOf(trx, card), { number, purpose: 'replacement' }, act);
    return askNewCard(card, application, act);
  });
}

/**
 * 遺失補發, 毀損補發 without the card: it is over at once, and a new one is applied for unless that is under way already.
 * Throws what the card is instead of in use or on its way.
 */
export async function reportAndReplace(
  context: Context,
  {
    cardNumber,
    why,
    by,
  }: { readonly cardNumber: string; readonly why: ReplacementReason; readonly by: Actor },
): Promise<Receipt> {
  const { db, now } = context;
  requireReportable(await requireCard(db, cardNumber), now());
  const known = await findSuccessor(db, cardNumber);
  const number = known?.number ?? drawApplicationNumber(now());
  const about = aboutOf(context, { cardNumber, number, by });
  const told = why === 'lost' ? lost : destroyed;
  return conclude(context, { ...about, ...told, reason: why }, async (whole, act, trx) => {
    const successor = await findSuccessor(trx, cardNumber);
    if ((successor?.number ?? number) !== number) throw new Failure('request.conflict');
    const application =
      successor === null
        ? applyAgain(await predecessorOf(trx, whole.card), { number, purpose: 'replacement' }, act)
        : null;
    return reportCard(whole, why, { act, application });
  });
}

const lost = { what: 'card.lost', mail: 'card-lost' } as const;
const destroyed = { what: 'card.destroyed', mail: 'card-destroyed' } as const;

/** What the activation of a card does to the one it replaces: nothing but for a replacement. The contact is told. */
export async function replacedBy(context: Context, trx: Trx, card: Card): Promise<Changes> {
  const { purpose, previousCard } = await requireApplication(trx, card.application);
  if (purpose !== 'replacement' || previousCard === null) return [];
  const now = context.now();
  const old = await readWhole(trx, previousCard);
  const changes = replaceCard(old, holder, now);
  if (changes.length > 0) {
    const values = { newCard: card.number, at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, old.card, 'card-replaced', values));
  }
  return changes;
}

type About = { readonly cardNumber: string; readonly number: string; readonly by: Actor };

function aboutOf({ config }: Context, { cardNumber, number, by }: About): Omit<Conclusion, 'what' | 'mail'> {
  const progress = `${config.origins.authority}${path.progress}?number=${number}`;
  return { cardNumber, by, application: number, values: { number, progress } };
}

/** Read in the transaction that decides. */
async function predecessorOf(trx: Trx, card: Card): Promise<Predecessor> {
  return {
    card,
    application: await requireApplication(trx, card.application),
    organisation: await requireOrganisation(trx, card.organisation),
    contact: await contactOf(trx, card),
    code: await requireCode(trx, card.number),
  };
}

async function refuseSuccessor(trx: Trx, cardNumber: string): Promise<void> {
  const { applications, stateOf } = await readSuccessors(trx, cardNumber);
  requireNoSuccessor(applications, stateOf);
}

async function findSuccessor(db: Reader, cardNumber: string): Promise<Application | null> {
  const { applications, stateOf } = await readSuccessors(db, cardNumber);
  return successorOf(applications, stateOf);
}

async function readSuccessors(db: Reader, cardNumber: string) {
  const applications = await applicationsAfter(db, cardNumber);
  const states = new Map<string, CardState | null>();
  for (const { cardNumber: next } of applications) {
    if (next !== null) states.set(next, (await findCard(db, next))?.state ?? null);
  }
  return { applications, stateOf: (next: string) => states.get(next) ?? null };
}
