import { PGlite } from '@electric-sql/pglite';
import { type Ca, establish } from '@kaika/authority/ca/establish';
import {
  obtainSignatory,
  receiptSigner,
  responderOf,
  type Signatory,
  taskSigner,
  timeStamper,
} from '@kaika/authority/ca/signatory';
import type { Keyring } from '@kaika/authority/key/keyring';
import { allOwn, type OwnCertificate } from '@kaika/authority/store/authority';
import { openStore } from '@kaika/authority/store/migration';
import type { Finding } from '@kaika/ca/finding';
import { keyKindOf } from '@kaika/ca/key-kind';
import { lintCertificate } from '@kaika/ca/lint-certificate';
import { describeKey } from '@kaika/pki/key';
import { Kysely, PGliteDialect } from 'kysely';
import type { CeremonyPlan } from './plan.ts';

/** One certificate of the hierarchy. `findings`: of the signed certificate, read again; its draft passed the same lint before. */
export type MadeCertificate = OwnCertificate & {
  readonly keyKind: string;
  readonly findings: readonly Finding[];
};

export type Hierarchy = {
  /** In the order they were made. */
  readonly certificates: readonly MadeCertificate[];
  /** Who signs the transcript. */
  readonly receipt: Signatory;
};

/**
 * Makes the whole hierarchy with the authority's own code, on a store in memory: root and issuing authorities, then the signers of
 * tasks, receipts and time stamps, and a responder for each issuing key. A draft with a fault is never signed.
 * Throws CaError `draft.findings`.
 */
export async function makeHierarchy(plan: CeremonyPlan, keyring: Keyring, now: Date): Promise<Hierarchy> {
  const pglite = await PGlite.create('memory://');
  await using database = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  const db = await openStore(database);
  const { description, arc, instance } = plan;
  const ca = await establish({ db, keyring, description, arc, instance, now });
  const hands = { db, keyring, ca, now: () => now };
  const receipt = await obtainSignatory(receiptSigner, hands);
  for (const kind of [taskSigner, timeStamper]) await obtainSignatory(kind, hands);
  for (const generation of ca.generations.values()) {
    if (generation.authority.startsWith('issuing-')) await obtainSignatory(responderOf(generation), hands);
  }
  const own = await allOwn(db);
  return { certificates: own.map((one) => examine(one, { ca, own, now })), receipt };
}

function examine(
  one: OwnCertificate,
  { ca, own, now }: { readonly ca: Ca; readonly own: readonly OwnCertificate[]; readonly now: Date },
): MadeCertificate {
  const generation = ca.generations.get(one.issuer);
  const profile = Object.values(ca.profiles).find(({ name }) => name === one.profile);
  if (!generation || !profile) throw new TypeError(`${one.issuer} was not made`);
  const { issuer } = generation;
  const others = own.filter((other) => other !== one).map(({ certificate }) => certificate.spki);
  const isDuplicate = (key: Uint8Array) => others.some((other) => Buffer.compare(other, key) === 0);
  const findings = lintCertificate(one.certificate, { profile, issuer }, { now, isDuplicate });
  const keyKind = keyKindOf(describeKey(one.certificate.spki)) ?? 'unknown';
  return { ...one, keyKind, findings };
}
