import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { adoptOutcome } from '@kaika/authority/ca/adopt';
import { establish } from '@kaika/authority/ca/establish';
import { readOutcome } from '@kaika/authority/ca/outcome';
import { openKeyring } from '@kaika/authority/key/keyring';
import { openVault } from '@kaika/authority/key/vault';
import { openStore } from '@kaika/authority/store/migration';
import { equal } from '@kaika/bytes/bytes';
import { Kysely, PGliteDialect } from 'kysely';
import { runKaika } from '../../tools/kaika/run.ts';
import { countEvents, openAuthority } from './authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaika-outcome-'));
after(() => rmSync(folder, { recursive: true }));
const now = new Date('2026-11-21T01:00:00.000Z');
const out = join(folder, 'outcome');
let said = '';
const print = (text: string) => {
  said += text;
};
const shell = { environment: { LANG: 'en' }, now: () => now, print, warn: print };
assert.equal(await runKaika(shell, ['ceremony', 'docs/ceremony.example.yaml', '--out', out]), 0, said);
const outcome = await readOutcome(out);
const { description, arc, instance, certificates } = outcome;
const pglite = await PGlite.create('memory://');
const database = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
after(() => database.destroy());
const settings = { database, jobs: { pglite }, ceremony: description, arc, instance };

test('what a ceremony made is taken into the store once, each key with its event', async () => {
  await adoptOutcome(database, outcome, now);
  await adoptOutcome(database, outcome, now);
  await assert.rejects(
    adoptOutcome(
      database,
      {
        ...outcome,
        certificates: certificates.map((one) => ({
          ...one,
          certificate: certificates[0]?.certificate ?? one.certificate,
        })),
      },
      now,
    ),
    /the store has another certificate of/,
  );
});

test('without the ceremony’s keys the authority does not start', async () => {
  const db = await openStore(database);
  const keyring = openKeyring(openVault(makeFolder('empty')));
  const starting = establish({ db, keyring, description, arc, instance, now });
  await assert.rejects(starting, /root\/1 is not the one its certificate is for/);
});

test('an authority starts with the outcome, makes no key of its own, and signs with those of the ceremony', async () => {
  const home = makeFolder('home');
  cpSync(join(out, 'key'), join(home, 'key'), { recursive: true });
  await using house = await openAuthority({ ...settings, folder: home });
  assert.equal(await countEvents(house, 'key.made'), certificates.length);
  const [root] = certificates;
  assert.ok(root && equal(house.trust.root, root.certificate.der));
  for (const [name, signatory] of [
    ['time-stamp/issuing-software/1', await house.context.signatory.timeStamp()],
    ['receipt-signer/issuing-software/1', await house.context.signatory.receipt()],
    ['task-signer/issuing-software/1', await house.context.signatory.task()],
  ] as const) {
    const made = certificates.find((one) => one.name === name);
    assert.ok(made && equal(signatory.certificate.der, made.certificate.der), name);
    assert.ok(equal(signatory.signer.publicKey, made.certificate.spki), name);
  }
  assert.equal(await countEvents(house, 'key.made'), certificates.length);
});

function makeFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { mode: 0o700 });
  return path;
}
