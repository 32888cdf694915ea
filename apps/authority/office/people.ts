import type { Changes } from '@kaika/registry/noun';
import {
  appoint,
  changeRoles,
  dismiss,
  giveCard,
  type Officer,
  type Role,
  reappoint,
  requireMinimum,
  roles,
} from '@kaika/registry/officer';
import type { Proposal } from '@kaika/registry/proposal';
import { Refusal } from '@kaika/registry/refusal';
import { requireApplication } from '../store/application.ts';
import { findCard } from '../store/card.ts';
import { allOfficers } from '../store/officer.ts';
import type { Reader } from '../store/table.ts';

/** Who decides and when; `by` is the administrator who proposed it. */
type Deciding = { readonly by: Officer; readonly now: Date };

/**
 * What a proposal changes about who the officers are.
 * Throws `officer.below-minimum`, `officer.card-unfit`, `officer.card-taken`, `officer.roles-missing`, `officer.unknown`.
 */
export async function changeOfficers(db: Reader, proposal: Proposal, deciding: Deciding): Promise<Changes> {
  const officers = await allOfficers(db);
  const change = await changeOf(db, proposal, { ...deciding, officers });
  const { next } = change;
  requireMinimum([...officers.filter(({ id }) => id !== next.id), next]);
  return [change];
}

/** The person whose card this is. Throws `officer.card-unfit` for a card that is not in use or is an organisation's. */
export async function requireFitCard(db: Reader, number: string): Promise<{ readonly name: string }> {
  const card = await findCard(db, number);
  if (card?.state !== 'active') throw new Refusal('officer.card-unfit');
  const { person } = await requireApplication(db, card.application);
  if (person === null) throw new Refusal('officer.card-unfit');
  return { name: person };
}

type Knowing = Deciding & { readonly officers: readonly Officer[] };

async function changeOf(db: Reader, { kind, subject, about }: Proposal, knowing: Knowing) {
  const { by, now, officers } = knowing;
  const cardNumber = about.cardNumber ?? '';
  if (kind === 'appoint') {
    const { name } = await requireFitCard(db, cardNumber);
    const known = officers.find((one) => one.cardNumber === cardNumber);
    if (known?.state === 'serving') throw new Refusal('officer.card-taken');
    const said = { name, cardNumber, roles: rolesOf(about.roles) };
    if (known) return reappoint(known, said, { by, now });
    return appoint({ id: about.officer ?? '', ...said }, by, now);
  }
  const officer = officers.find(({ id, state }) => id === subject && state === 'serving');
  if (officer === undefined) throw new Refusal('officer.unknown');
  if (kind === 'roles') return changeRoles(officer, rolesOf(about.roles), { by, now });
  if (kind === 'dismiss') return dismiss(officer, by, now);
  await requireFitCard(db, cardNumber);
  if (officers.some((one) => one.cardNumber === cardNumber)) throw new Refusal('officer.card-taken');
  return giveCard(officer, cardNumber, { by, now });
}

function rolesOf(text: string | undefined): readonly Role[] {
  const found = roles.filter((role) => text?.split(' ').includes(role));
  if (found.length === 0) throw new Refusal('officer.roles-missing');
  return found;
}
