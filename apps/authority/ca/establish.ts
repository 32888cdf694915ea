import { randomBytes } from 'node:crypto';
import { type Arc, arcOf, exampleArc } from '@kaika/ca/arc';
import {
  type Authorities,
  type Authority,
  type CeremonyStep,
  draftStep,
  finishStep,
  planCeremony,
} from '@kaika/ca/ceremony';
import type { AuthorityName, CeremonyDescription } from '@kaika/ca/ceremony-description';
import { issuerOf } from '@kaika/ca/issuer';
import { type Profiles, profilesOf } from '@kaika/ca/profile';
import { makeSerial, serialRandomBytes } from '@kaika/ca/serial';
import type { Signer } from '@kaika/ca/signer';
import { system } from '@kaika/registry/change';
import type { Keyring } from '../key/keyring.ts';
import { findOwn, keepOwn } from '../store/authority.ts';
import { save } from '../store/save.ts';
import type { Database } from '../store/table.ts';

/** The certification authorities of this house, and what they may sign. */
export type Ca = {
  readonly arc: Arc;
  readonly profiles: Profiles;
  readonly description: CeremonyDescription;
  readonly authorities: Authorities;
  /** The root's certificate, DER. */
  readonly root: Uint8Array;
  /** Issuing authorities, DER. */
  readonly intermediates: readonly Uint8Array[];
  authority(name: AuthorityName): Authority;
  signer(name: AuthorityName): Signer;
  /** The name of an authority's present key, as certificates record it: `issuing-cards/1`. */
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
  const drawSerial = () => makeSerial(hands.instance ?? 1, randomBytes(serialRandomBytes));
  const made = new Map<AuthorityName, Authority>();
  const steps = planCeremony(description);
  for (const step of steps)
    made.set(step.authority, await obtain(step, made, { ...hands, profiles, drawSerial }));
  const authority = (name: AuthorityName) => present(made.get(name));
  const generation = (name: AuthorityName) => `${name}/${description.generation}`;
  return {
    arc,
    profiles,
    description,
    authorities: made,
    root: authority('root').certificate.der,
    intermediates: [authority('issuing-cards'), authority('issuing-software')].map(
      (one) => one.certificate.der,
    ),
    authority,
    signer: (name) => keyring.signer(generation(name), description.authorities[name].key),
    generation,
    drawSerial,
  };
}

type Tools = CaHands & { readonly profiles: Profiles; readonly drawSerial: () => Uint8Array };

async function obtain(step: CeremonyStep, made: Authorities, tools: Tools): Promise<Authority> {
  const { db, keyring, description } = tools;
  const name = `${step.authority}/${description.generation}`;
  const own = keyring.signer(name, step.key);
  const { authority: profile, addresses, shards } = step;
  const known = await findOwn(db, name);
  if (known !== null) {
    const { certificate } = known;
    return { certificate, issuer: issuerOf(certificate, own, { profile, addresses, shards }) };
  }
  const { profiles, now, drawSerial } = tools;
  const draft = draftStep(step, made, { profiles, now, serial: drawSerial(), signer: own });
  const issuerName = `${step.issuer}/${description.generation}`;
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
