import { randomBytes } from 'node:crypto';
import { equal } from '@kaika/bytes/bytes';
import { type Arc, arcOf, exampleArc } from '@kaika/ca/arc';
import {
  type Authorities,
  type Authority,
  addressesFor,
  type CeremonyStep,
  draftStep,
  finishStep,
  planCeremony,
  shardsOf,
} from '@kaika/ca/ceremony';
import { type AuthorityName, type CeremonyDescription, generationOf } from '@kaika/ca/ceremony-description';
import { issuerOf } from '@kaika/ca/issuer';
import { keyKindOf } from '@kaika/ca/key-kind';
import { type Profiles, profilesOf } from '@kaika/ca/profile';
import { serialDrawer } from '@kaika/ca/serial';
import type { Signer } from '@kaika/ca/signer';
import { describeKey } from '@kaika/pki/key';
import { system } from '@kaika/registry/change';
import type { Keyring } from '../key/keyring.ts';
import { findOwn, keepOwn } from '../store/authority.ts';
import { save } from '../store/save.ts';
import type { Database } from '../store/table.ts';

/** One key of an authority: `name` as certificates record it, `issuing-cards/1`. */
export type Generation = Authority & {
  readonly name: string;
  readonly authority: AuthorityName;
  readonly signer: Signer;
};

/** The certification authorities of this house, and what they may sign. */
export type Ca = {
  readonly arc: Arc;
  readonly profiles: Profiles;
  readonly description: CeremonyDescription;
  readonly authorities: Authorities;
  /** Every key, present and past: its certificates are asked about as long as they live. */
  readonly generations: ReadonlyMap<string, Generation>;
  /** The present root's certificate, DER. */
  readonly root: Uint8Array;
  /** The roots there ever were, DER, the present one first. */
  readonly roots: readonly Uint8Array[];
  /** Issuing authorities of all generations, DER. */
  readonly intermediates: readonly Uint8Array[];
  authority(name: AuthorityName): Authority;
  signer(name: AuthorityName): Signer;
  /** The name of an authority's present key. */
  generation(name: AuthorityName): string;
  drawSerial(): Uint8Array;
};

export type CaHands = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly description: CeremonyDescription;
  readonly arc?: string | undefined;
  readonly instance?: number | undefined;
  readonly now: Date;
};

/**
 * Makes what is missing of the hierarchy and loads the rest. Each step keeps its key before it signs and its certificate in one
 * transaction with the event, so a kill anywhere is finished by the next start.
 */
export async function establish(hands: CaHands): Promise<Ca> {
  const { description, keyring } = hands;
  const arc = arcOf(hands.arc ?? exampleArc);
  const profiles = profilesOf(arc);
  const drawSerial = serialDrawer(hands.instance ?? 1, randomBytes);
  const made = new Map<AuthorityName, Authority>();
  const generations = new Map<string, Generation>();
  const generation = (name: AuthorityName) => `${name}/${generationOf(description, name)}`;
  for (const step of planCeremony(description)) {
    const name = step.authority;
    const present = await obtain(step, made, { ...hands, profiles, drawSerial });
    made.set(name, present);
    const signer = keyring.signer(generation(name), step.key);
    generations.set(generation(name), { ...present, name: generation(name), authority: name, signer });
    for (const past of await findPast(name, hands)) generations.set(past.name, past);
  }
  const authority = (name: AuthorityName) => present(made.get(name));
  const all = [...generations.values()];
  const dersOf = (...names: readonly AuthorityName[]) =>
    all.filter((one) => names.includes(one.authority)).map((one) => one.certificate.der);
  return {
    arc,
    profiles,
    description,
    authorities: made,
    generations,
    root: authority('root').certificate.der,
    roots: dersOf('root'),
    intermediates: dersOf('issuing-cards', 'issuing-software'),
    authority,
    signer: (name) => present(generations.get(generation(name))).signer,
    generation,
    drawSerial,
  };
}

/** Earlier keys of an authority, the latest first: same name, addresses of their own. */
async function findPast(authority: AuthorityName, hands: CaHands): Promise<readonly Generation[]> {
  const { db, keyring, description } = hands;
  const found: Generation[] = [];
  for (let number = generationOf(description, authority) - 1; number > 0; number -= 1) {
    const name = `${authority}/${number}`;
    const own = await findOwn(db, name);
    const kind = own && keyKindOf(describeKey(own.certificate.spki));
    if (!own || !kind) continue;
    const signer = keyring.signer(name, kind);
    const place = {
      profile: authority,
      addresses: addressesFor(description, authority, number),
      shards: shardsOf(authority, description.shards),
    };
    const { certificate } = own;
    found.push({ name, authority, certificate, signer, issuer: issuerOf(certificate, signer, place) });
  }
  return found;
}

type Tools = CaHands & { readonly profiles: Profiles; readonly drawSerial: () => Uint8Array };

async function obtain(step: CeremonyStep, made: Authorities, tools: Tools): Promise<Authority> {
  const { db, keyring, description } = tools;
  const name = `${step.authority}/${generationOf(description, step.authority)}`;
  const own = keyring.signer(name, step.key);
  const { authority: profile, addresses, shards } = step;
  const known = await findOwn(db, name);
  if (known !== null) {
    const { certificate } = known;
    // A key folder that was left behind is filled with new keys; what they sign nobody could verify.
    if (!equal(certificate.spki, own.publicKey))
      throw new TypeError(`the key ${name} is not the one its certificate is for`);
    return { certificate, issuer: issuerOf(certificate, own, { profile, addresses, shards }) };
  }
  const { profiles, now, drawSerial } = tools;
  const draft = draftStep(step, made, { profiles, now, serial: drawSerial(), signer: own });
  const issuerName = `${step.issuer}/${generationOf(description, step.issuer)}`;
  const issuer = keyring.signer(issuerName, description.authorities[step.issuer].key);
  const authority = await finishStep(step, draft, { issuer, own });
  await db.transaction().execute(async (trx) => {
    const { certificate } = authority;
    await keepOwn(trx, { name, profile, issuer: issuerName, key: name, certificate }, now);
    await save(trx, [{ next: null, event: { at: now, by: system.id, what: 'key.made', subject: name } }]);
  });
  return authority;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the ceremony made no such authority');
  return value;
}
