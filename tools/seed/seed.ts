import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { draftFor, type IssueHands, recordOf, type Subject } from '@kaika/authority/ca/issue';
import type { Context } from '@kaika/authority/context';
import { nextCardNumber } from '@kaika/authority/store/card';
import { nextOrganisationOid } from '@kaika/authority/store/organisation';
import { save } from '@kaika/authority/store/save';
import { signDraft } from '@kaika/ca/sign';
import { slots } from '@kaika/card/slot';
import { approveAtCeremony, markProduced, submit } from '@kaika/registry/application';
import {
  activate,
  type Card,
  completeProduction,
  revoke,
  revokeOverdue,
  ship,
  startProduction,
  suspend,
} from '@kaika/registry/card';
import {
  type Certificate,
  issue,
  release,
  revokeCertificate,
  suspendCertificate,
} from '@kaika/registry/certificate';
import type { Change } from '@kaika/registry/change';
import { ceremony, holder, system } from '@kaika/registry/change';
import { addDays, startOf } from '@kaika/registry/day';
import type { Changes, Noun } from '@kaika/registry/noun';
import { type Organisation, registerOrganisation } from '@kaika/registry/organisation';
import { chooseCode, defaultCodeTries } from '@kaika/registry/usercode';
import { type SeedCard, seedCard, seedPrefix, waitingEvery } from './plan.ts';

/** Cards in one transaction. */
const atOnce = 100;
const activationDays = 90;
const day = 86_400_000;

/** The user code of every seeded card. */
export const seedCode = 'Seed-2026';

/** A database that holds cards of people is not one to fill with made-up ones. */
export class RealCards extends Error {
  constructor(count: number) {
    super(`there are ${count} cards in this database that are neither of the demonstration nor of a seed`);
    this.name = 'RealCards';
  }
}

/**
 * Fills an authority with cards: applications, organisations, certificates signed by its own key, user codes, each with the events of its
 * whole life, through the rules and the one door of the store. A second run adds as many again.
 * @throws RealCards where there are cards of anybody else
 */
export async function seedCards(
  context: Context,
  count: number,
  say: (done: number) => void = () => undefined,
): Promise<void> {
  const before = await requireSeedable(context);
  const hash = await context.codes.hash(seedCode);
  const organisations = new Map<number, Organisation>();
  for (let from = 0; from < count; from += atOnce) {
    const places = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => before + from + at);
    const plans = places.map((at) => seedCard(at, before + count, context.now()));
    const lives = await Promise.all(plans.map((plan) => liveOf(context, plan, { hash, organisations })));
    await keepAll(context, lives);
    say(from + places.length);
  }
}

/** Throws `RealCards`; answers how many seeded cards there are. */
async function requireSeedable({ db }: Context): Promise<number> {
  const cards = await db.selectFrom('card').select('application').execute();
  const seeded = cards.filter(({ application }) => application.startsWith(seedPrefix)).length;
  const demo = cards.filter(({ application }) => application.startsWith('DEMO-')).length;
  if (seeded + demo < cards.length) throw new RealCards(cards.length - seeded - demo);
  return seeded;
}

/** Things of one kind stand together, so that one statement writes them. */
async function keepAll({ db }: Context, lives: readonly (readonly Changes[])[]): Promise<void> {
  const kinds = Math.max(...lives.map((life) => life.length));
  const changes = Array.from({ length: kinds }, (_, at) => lives.flatMap((life) => life[at] ?? [])).flat();
  await db.transaction().execute((trx) => save(trx, changes));
}

type Shared = { readonly hash: string; readonly organisations: Map<number, Organisation> };

/** Everything that ever happened to one card: organisation, application, card, code, certificates. */
async function liveOf(
  context: Context,
  plan: SeedCard,
  { hash, organisations }: Shared,
): Promise<readonly Changes[]> {
  const { content, organisation: place, submittedAt, producedAt } = plan;
  const registered: Change<Organisation>[] = [];
  let organisation = organisations.get(place);
  if (organisation === undefined) {
    const known = await knownOrganisation(context, content.ubn);
    const oid = known?.oid ?? (await nextOrganisationOid(context.db, context.ca.arc.organisations));
    const { kind, name, ubn, address } = content;
    const change = registerOrganisation({ oid, kind, name, ubn, address }, ceremony, submittedAt);
    organisation = organisations.get(place) ?? known ?? change.next;
    if (organisation === change.next) registered.push(change);
    organisations.set(place, organisation);
  }
  const number = await nextCardNumber(context.db);
  const form = submit(
    content,
    { number: plan.application, userCodeHash: hash, enteredBy: ceremony.id },
    submittedAt,
  );
  const approved = approveAtCeremony(form.next, organisation.oid, { by: ceremony, now: submittedAt });
  const made = markProduced(approved.next, number, { by: ceremony, now: producedAt });
  const code = { cardNumber: number, hash, maxTries: defaultCodeTries };
  return [
    registered,
    [...fold([form, approved, made]), ...waiting(plan, hash)],
    fold(cardLife(plan, { number, organisation })),
    [chooseCode(code, ceremony, producedAt)],
    await certificatesOf(context, plan, { number, organisation }),
  ];
}

/** An application that nobody has looked at yet, so that the queue is long, too. */
function waiting({ at, application, content, submittedAt }: SeedCard, userCodeHash: string): Changes {
  if (at % waitingEvery !== 0) return [];
  return [submit(content, { number: `${application}-2`, userCodeHash, enteredBy: null }, submittedAt)];
}

async function knownOrganisation({ db }: Context, ubn: string | null): Promise<Organisation | null> {
  const row = await db.selectFrom('organisation').selectAll().where('ubn', '=', ubn).executeTakeFirst();
  return row === undefined ? null : { noun: 'organisation', ...row };
}

type Made = { readonly number: string; readonly organisation: Organisation };

function cardLife(plan: SeedCard, { number, organisation }: Made): readonly Change<Card>[] {
  const { producedAt, activatedAt, endedAt, fate, reason } = plan;
  const about = { number, application: plan.application, organisation: organisation.oid };
  const began = startProduction(
    { ...about, holder: organisation.name, productionId: randomUUID() },
    ceremony,
    producedAt,
  );
  const facts = {
    model: 'softcard',
    guid: randomBytes(16).toString('hex'),
    notAfter: endOf(plan),
    activationDays,
  };
  const made = completeProduction(began.next, facts, { by: ceremony, now: producedAt });
  if (fate === 'produced') return [began, made];
  const sent = ship(made.next, ceremony, new Date(producedAt.getTime() + day));
  if (fate === 'shipped') return [began, made, sent];
  if (fate === 'overdue') return [began, made, sent, revokeOverdue(sent.next, overdueAt(made.next))];
  const active = activate(sent.next, holder, activatedAt);
  const life = [began, made, sent, active];
  if (fate === 'suspended') return [...life, suspend(active.next, holder, endedAt)];
  if (fate === 'revoked') return [...life, revoke(active.next, reason, { by: holder, now: endedAt })];
  return life;
}

async function certificatesOf(
  context: Context,
  plan: SeedCard,
  { number, organisation }: Made,
): Promise<Changes> {
  const { ca, db } = context;
  const hands: IssueHands = { db, ca, by: ceremony, now: () => plan.producedAt };
  const subject: Subject = { cardNumber: number, organisation, person: null, notAfter: endOf(plan) };
  const signer = ca.signer('issuing-cards');
  const lives = slots.map(async (slot) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    const draft = draftFor({ slot, spki }, { subject, taken: new Set() }, hands);
    const record = recordOf({ slot, spki }, draft, { subject, hands });
    const { der } = await signDraft(draft, signer);
    return fold([
      record,
      ...certificateLife(plan, issue(record.next, der, { by: ceremony, now: plan.producedAt })),
    ]);
  });
  return (await Promise.all(lives)).flat();
}

function certificateLife(plan: SeedCard, issued: Change<Certificate>): readonly Change<Certificate>[] {
  const { fate, activatedAt, endedAt, reason, producedAt } = plan;
  if (fate === 'produced' || fate === 'shipped') return [issued];
  if (fate === 'overdue') {
    const now = new Date(producedAt.getTime() + (activationDays + 2) * day);
    return [issued, revokeCertificate(issued.next, 'cessationOfOperation', { by: system, now })];
  }
  const good = release(issued.next, holder, activatedAt);
  if (fate === 'suspended') return [issued, good, suspendCertificate(good.next, holder, endedAt)];
  if (fate === 'revoked') {
    return [issued, good, revokeCertificate(good.next, reason, { by: holder, now: endedAt })];
  }
  return [issued, good];
}

/** The last state of a thing, new, with the last of its events; the events before it as they are. */
function fold(life: readonly Change<Noun>[]): Changes {
  const last = life.at(-1);
  if (last === undefined) return [];
  const notes = life.slice(0, -1).map(({ event }) => ({ next: null, event }) as const);
  return [{ next: { ...last.next, version: 0 }, event: last.event }, ...notes];
}

/** One in ten ends early, so that there is something that expires soon. */
function endOf({ at, producedAt }: SeedCard): Date {
  return new Date(Math.floor(producedAt.getTime() / 1000) * 1000 + (at % 10 === 0 ? 600 : 1800) * day);
}

function overdueAt({ activationDeadline }: Card): Date {
  return startOf(addDays(activationDeadline ?? '', 2));
}
