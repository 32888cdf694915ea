import { randomBytes, randomUUID } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import type { Found } from '@kaika/card/erase';
import { CardError } from '@kaika/card/error';
import { type Produced, type Producer, type Production, personalise } from '@kaika/card/personalise';
import type { Transport } from '@kaika/card/transport';
import { parseCertificate } from '@kaika/pki/certificate';
import { type Application, markProduced, requireProducible } from '@kaika/registry/application';
import {
  type Card,
  completeProduction,
  defaultActivationDays,
  failProduction,
  startProduction,
} from '@kaika/registry/card';
import { isRevocable, lose, revokeCertificate } from '@kaika/registry/certificate';
import type { Actor } from '@kaika/registry/change';
import { failLine, finishLine, requireTaken } from '@kaika/registry/line';
import type { Changes } from '@kaika/registry/noun';
import type { Organisation } from '@kaika/registry/organisation';
import { chooseCode, defaultCodeTries } from '@kaika/registry/usercode';
import type { Progress } from '@kaika/wire/task';
import { issueForCard } from '../ca/issue.ts';
import type { Context } from '../context.ts';
import { requireApplication } from '../store/application.ts';
import { findOpenLine } from '../store/batch.ts';
import { cardsOfApplication, findCard, nextCardNumber, requireCard, requireCode } from '../store/card.ts';
import { certificatesOfCard, findCertificate } from '../store/certificate.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { act } from '../store/save.ts';
import type { Trx } from '../store/table.ts';

/** One card to be made: for which application, by whom, and who watches. */
export type Order = {
  readonly application: string;
  readonly by: Actor;
  readonly progress?: (progress: Progress) => void;
};

/**
 * Produces the card of an approved application onto a blank card and records it. A card that fails on the way stays incomplete
 * and its certificates are revoked; the next attempt is a new card on the same blank.
 * Throws CardError of the card, `application.wrong-state`; `line.taken` where another officer has it in a batch. Answers the number of the card.
 */
export async function produceCard(context: Context, transport: Transport, order: Order): Promise<string> {
  const card = await begin(context, order);
  try {
    const organisation = await requireOrganisation(context.db, card.organisation);
    const made = await personaliseCard(context, transport, { card, organisation, order });
    await complete(context, made, { card, by: order.by });
    return card.number;
  } catch (error) {
    await abandonCard(context, card.number, codeOf(error), order.by);
    throw error;
  }
}

/** Gives a broken-off production up: the card stays incomplete with the code that says why, its certificates are revoked. */
export async function abandonCard(context: Context, number: string, code: string, by: Actor): Promise<void> {
  await act(context.db, async (trx) => {
    const card = await findCard(trx, number);
    if (card?.state !== 'incomplete' || card.reason !== null) return { changes: [], answer: undefined };
    const now = context.now();
    const line = await findOpenLine(trx, card.application);
    const failed = line?.state === 'making' ? [failLine(line, code, { by, now })] : [];
    return { changes: [...(await abandonment(trx, card, { code, by, now })), ...failed], answer: undefined };
  });
}

async function begin(context: Context, { application: number, by }: Order): Promise<Card> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const application = await requireApplication(trx, number);
    requireProducible(application);
    const line = await findOpenLine(trx, number);
    if (line !== null) requireTaken(line, by);
    const organisation = await requireOrganisation(trx, application.organisation ?? '');
    const older: Changes[number][] = [];
    for (const card of await cardsOfApplication(trx, number)) {
      const open = card.state === 'incomplete' && card.reason === null;
      if (open) older.push(...(await abandonment(trx, card, { code: 'card.removed', by, now })));
    }
    const started = startProduction(
      {
        number: await nextCardNumber(trx),
        application: number,
        organisation: organisation.oid,
        holder:
          application.person === null ? organisation.name : `${organisation.name} ${application.person}`,
        productionId: randomUUID(),
      },
      by,
      now,
    );
    // `version` as it is once this is saved.
    return { changes: [...older, started], answer: { ...started.next, version: 1 } };
  });
}

type Making = { readonly card: Card; readonly organisation: Organisation; readonly order: Order };

async function personaliseCard(context: Context, transport: Transport, making: Making): Promise<Made> {
  const { card, organisation, order } = making;
  const application = await requireApplication(context.db, card.application);
  const notAfter = endOf(context);
  const subject = { cardNumber: card.number, organisation, person: application.person, notAfter };
  const { db, ca, now, secrets, config } = context;
  const of = { productionId: card.productionId };
  const producer: Producer = {
    mayErase: (found) => mayErase(context, found),
    secrets: async ({ model }) => ({
      management: secrets.management({ ...of, version: card.managementVersion }, model),
      puk: secrets.puk({ ...of, version: card.puk.proven }, model),
    }),
    issue: (requests) => issueForCard(subject, requests, { db, ca, now, by: order.by }),
    progress: (step) => order.progress?.(step),
  };
  const production: Production = {
    cardNumber: card.number,
    guid: randomBytes(16),
    expires: notAfter.toISOString().slice(0, 10).replaceAll('-', ''),
    keys: config.cardKeys ?? { '9a': 'p256', '9c': 'p256', '9d': 'p256', '9e': 'p256' },
    tries: { pin: 3, puk: 5 },
    attestation: { roots: config.attestationRoots },
  };
  return { produced: await personalise(transport, production, producer), notAfter };
}

type Made = { readonly produced: Produced; readonly notAfter: Date };

async function complete(
  context: Context,
  { produced, notAfter }: Made,
  { card, by }: { readonly card: Card; readonly by: Actor },
): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const application = await requireApplication(trx, card.application);
    const fresh = await requireCard(trx, card.number);
    const code = { cardNumber: card.number, hash: await codeFor(trx, application) };
    const { activationDays = defaultActivationDays, codeTries = defaultCodeTries } = context.config;
    const facts = { model: produced.identity.model.id, guid: toHex(produced.guid), notAfter, activationDays };
    const line = await findOpenLine(trx, card.application);
    const changes: Changes = [
      completeProduction(fresh, facts, { by, now }),
      markProduced(application, card.number, { by, now }),
      chooseCode({ ...code, maxTries: codeTries }, by, now),
      ...(line === null ? [] : [finishLine(line, card.number, { by, now })]),
    ];
    return { changes, answer: undefined };
  });
}

/** The code chosen in the form; for the card after another, that card's as it is by now: its holder may have reset it meanwhile. */
async function codeFor(trx: Trx, { previousCard, userCodeHash }: Application): Promise<string> {
  return previousCard === null ? userCodeHash : (await requireCode(trx, previousCard)).hash;
}

async function abandonment(
  trx: Trx,
  card: Card,
  { code, by, now }: { readonly code: string; readonly by: Actor; readonly now: Date },
): Promise<Changes> {
  const certificates = await certificatesOfCard(trx, card.number);
  return [
    failProduction(card, code, { by, now }),
    ...certificates.filter((one) => one.state === 'drafted').map((one) => lose(one, by, now)),
    ...certificates
      .filter(isRevocable)
      .map((one) => revokeCertificate(one, 'cessationOfOperation', { by, now })),
  ];
}

/** A card with certificates is erased only if it is one of ours whose production broke off. */
async function mayErase({ db }: Context, found: Found): Promise<boolean> {
  for (const der of found.certificates.values()) {
    const known = await findCertificate(db, serialOf(der));
    const card = known === null ? null : await findCard(db, known.cardNumber);
    if (card?.state !== 'incomplete') return false;
  }
  return true;
}

function serialOf(der: Uint8Array): string {
  try {
    return parseCertificate(der).serialNumber;
  } catch {
    return '';
  }
}

const day = 86_400_000;

/** As long as the profile allows, to the second. */
function endOf({ ca, now }: Context): Date {
  const from = Math.floor(now().getTime() / 1000) * 1000;
  return new Date(from + ca.profiles.authentication.longestDays * day - 1000);
}

function codeOf(error: unknown): string {
  return error instanceof CardError ? error.code : 'request.failed';
}
