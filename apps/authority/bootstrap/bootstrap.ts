import type { Transport } from '@kaika/card/transport';
import { type Application, approveAtCeremony, submit } from '@kaika/registry/application';
import { type Card, ship } from '@kaika/registry/card';
import { ceremony } from '@kaika/registry/change';
import { appoint } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import type { Authority } from '../app.ts';
import type { Context } from '../context.ts';
import { organisationFor } from '../office/decide.ts';
import { produceCard } from '../production/produce.ts';
import { requireApplication } from '../store/application.ts';
import { requireCard } from '../store/card.ts';
import { findOfficer } from '../store/officer.ts';
import { act, keep } from '../store/save.ts';
import { confirmTask } from '../task/confirm.ts';
import { issueCardTask } from '../task/issue.ts';
import { releasePuk, replacePuk } from '../task/release.ts';
import { carryOut } from './holder.ts';
import { type DemoPerson, demoPeople } from './people.ts';

/** A person of the demonstration with a card in hand. */
export type ReadyPerson = {
  readonly key: DemoPerson['key'];
  readonly name: string;
  readonly organisation: string;
  readonly roles: DemoPerson['roles'];
  readonly cardNumber: string;
  readonly pin: string;
  readonly userCode: string;
};

/** The hands that hold the virtual cards: one card for each key, blank at first, the same one every time. */
export type BootstrapHands = {
  withCard<T>(person: DemoPerson['key'], use: (card: Transport) => Promise<T>): Promise<T>;
  /** Called when something begins, for whoever watches the first start. */
  readonly progress?: (person: DemoPerson['key'], step: 'produce' | 'activate' | 'ready') => void;
};

/**
 * Gives the demonstration its first people: their applications approved by the ceremony, their cards produced and activated by the
 * same code as everybody's. Each step looks at what is already there, so a crash anywhere is finished by the next start, and a
 * start after that only answers who there is.
 */
export async function bootstrap(
  { context }: Pick<Authority, 'context'>,
  hands: BootstrapHands,
): Promise<readonly ReadyPerson[]> {
  const ready: ReadyPerson[] = [];
  for (const person of demoPeople) ready.push(await prepare(context, person, hands));
  return ready;
}

async function prepare(context: Context, person: DemoPerson, hands: BootstrapHands): Promise<ReadyPerson> {
  const approved = await approvedApplication(context, person);
  let card = approved.cardNumber === null ? null : await requireCard(context.db, approved.cardNumber);
  if (card === null) {
    hands.progress?.(person.key, 'produce');
    card = await hands.withCard(person.key, (transport) => produce(context, transport, approved));
  }
  if (card.state === 'produced') await keep(context.db, ship(card, ceremony, context.now()));
  if (card.state === 'produced' || card.state === 'shipped') {
    hands.progress?.(person.key, 'activate');
    const { number } = card;
    await hands.withCard(person.key, (transport) => activate(context, transport, { person, number }));
  }
  await appointOnce(context, person, card.number);
  hands.progress?.(person.key, 'ready');
  const { key, roles, pin, userCode, application } = person;
  const name = application.person ?? application.name;
  return { key, name, organisation: application.name, roles, cardNumber: card.number, pin, userCode };
}

async function approvedApplication(context: Context, person: DemoPerson): Promise<Application> {
  const { db, codes, now } = context;
  const number = `DEMO-${person.key}`;
  const known = await findApplication(context, number);
  if (known === null) {
    const userCodeHash = await codes.hash(person.userCode);
    await keep(db, submit(person.application, { number, userCodeHash, enteredBy: ceremony.id }, now()));
  }
  return act(db, async (trx) => {
    const application = await requireApplication(trx, number);
    if (application.state !== 'submitted') return { changes: [], answer: application };
    const { oid, changes } = await organisationFor(context, trx, { application, by: ceremony });
    const approved = approveAtCeremony(application, oid, { by: ceremony, now: now() });
    return { changes: [...changes, approved], answer: approved.next };
  });
}

async function findApplication({ db }: Context, number: string): Promise<Application | null> {
  try {
    return await requireApplication(db, number);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'application.unknown') return null;
    throw error;
  }
}

async function produce(context: Context, card: Transport, application: Application): Promise<Card> {
  const number = await produceCard(context, card, { application: application.number, by: ceremony });
  return requireCard(context.db, number);
}

async function activate(
  context: Context,
  card: Transport,
  { person, number }: { readonly person: DemoPerson; readonly number: string },
): Promise<void> {
  const task = await issueCardTask(context, 'activate', number);
  await carryOut(card, task, {
    typed: person,
    release: (request) => releasePuk(context, request),
    refuted: (request) => replacePuk(context, request),
    confirm: (request) => confirmTask(context, request),
  });
}

async function appointOnce(context: Context, person: DemoPerson, cardNumber: string): Promise<void> {
  const { key: id, roles, application } = person;
  if (roles.length === 0 || (await findOfficer(context.db, id)) !== null) return;
  const name = application.person ?? application.name;
  await keep(context.db, appoint({ id, name, roles, cardNumber }, ceremony, context.now()));
}
