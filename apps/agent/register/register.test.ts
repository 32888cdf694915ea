import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { access, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, test } from 'node:test';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { openTable } from '../conversation/table.example.ts';
import { openCards } from '../holding/cards.ts';
import { linuxRegistration } from './linux.ts';
import { registrablesOf } from './registrable.ts';
import type { Act, Registrable } from './registration.ts';
import { keychain, type SystemStore, storeRegistration, windowsStore } from './systemstore.ts';
import { type Run, runIn } from './tool.ts';

const opensc = '/usr/lib/x86_64-linux-gnu/pkcs11/opensc-pkcs11.so';
const lacking = await access(opensc)
  .then(() => runIn(tmpdir())('modutil', ['-H']))
  .then(
    ({ code }) => code === 127,
    () => true,
  );
const skip = lacking ? 'needs libnss3-tools and opensc-pkcs11' : false;

let home: string;
let sample: Sample;
let certificates: readonly Registrable[];

before(async () => {
  sample = await createSample({ now: new Date() });
  const table = openTable('R');
  table.put('R', fromState(sample.card.toState()));
  using cards = openCards(table);
  certificates = registrablesOf((await cards.list()).readers);
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'home-'));
});
afterEach(() => rm(home, { recursive: true }));

test('a card has three certificates to register, and the one that proves presence is not among them', () => {
  assert.deepEqual(
    certificates.map(({ name }) => name.split(' ').at(-1)),
    ['authentication', 'signature', 'encryption'],
  );
});

test('the real tools register card and module without trust, and take both away again', {
  skip,
}, async () => {
  const profile = join(home, '.mozilla', 'firefox', 'abc.default');
  await mkdir(profile, { recursive: true });
  execFileSync('certutil', ['-N', '-d', `sql:${profile}`, '--empty-password']);
  const registration = linuxRegistration(runIn(home), home);

  const added = await registration.add(certificates);
  assert.deepEqual(outcomes(added, 'certificate'), Array(6).fill('added'));
  const databases = [join(home, '.pki', 'nssdb'), profile];
  for (const folder of databases) {
    const listed = list(folder);
    for (const { name } of certificates) assert.match(listed, new RegExp(`^${name} +,, *$`, 'm'));
    assert.match(modules(folder), /name="kaika card"/);
  }

  const again = await registration.add(certificates);
  assert.ok(
    again.every(({ outcome }) => outcome === 'present'),
    JSON.stringify(again),
  );

  assert.ok((await registration.remove()).every(({ outcome }) => outcome === 'removed'));
  for (const folder of databases) {
    assert.doesNotMatch(list(folder), /kaika/);
    assert.doesNotMatch(modules(folder), /kaika/);
  }
  assert.deepEqual(await registration.remove(), []);
});

test('what the person put there stays, and an older certificate of the same name is replaced', {
  skip,
}, async () => {
  const registration = linuxRegistration(runIn(home), home);
  const [first, second] = certificates;
  assert.ok(first && second);
  await registration.add([first]);
  const folder = join(home, '.pki', 'nssdb');
  const renewed = await registration.add([{ name: first.name, der: second.der }]);
  assert.deepEqual(outcomes(renewed, 'certificate'), ['added']);

  const args = ['-A', '-d', `sql:${folder}`, '-n', 'my own', '-t', ',,'];
  execFileSync('certutil', args, { input: pem(first.der) });
  await registration.remove();
  assert.match(list(folder), /my own/);
});

test('a module the distribution has not listed gets an entry for p11-kit', { skip }, async () => {
  const module = join(home, 'opensc-pkcs11.so');
  await copyFile(opensc, module);
  const registration = linuxRegistration(runIn(home), home, [module]);
  const entry = (await registration.add(certificates)).find(({ store }) => store === 'p11-kit');
  if (entry === undefined) return; // a computer without p11-kit needs none
  assert.equal(entry.outcome, 'added');
  assert.equal(await readFile(entry.where, 'utf8'), `module: ${module}\n`);
  const removed = await registration.remove();
  assert.ok(removed.some(({ store, outcome }) => store === 'p11-kit' && outcome === 'removed'));
  await assert.rejects(access(entry.where));
});

test('a computer without the tools is told which package it lacks', async () => {
  const none: Run = async () => ({ code: 127, text: '' });
  const registration = linuxRegistration(none, home, [process.execPath]);
  await assert.rejects(registration.add(certificates), { message: 'registration.no-tools' });
});

test('a computer without OpenSC is told which package it lacks', async () => {
  const registration = linuxRegistration(runIn(home), home, [join(home, 'none.so')]);
  await assert.rejects(registration.add(certificates), { message: 'registration.no-module' });
});

test('Windows and macOS are asked in their own words, never for a root, and for what was added alone', async () => {
  for (const system of [windowsStore, keychain('/Users/a')] satisfies SystemStore[]) {
    const asked: string[] = [];
    const run: Run = async (program, args) => {
      asked.push([program, ...args].join(' '));
      return { code: 0, text: '' };
    };
    const registration = storeRegistration(run, system, join(home, 'registered.json'));
    assert.deepEqual(outcomes(await registration.add(certificates), 'certificate'), Array(3).fill('added'));
    assert.deepEqual(outcomes(await registration.remove(), 'certificate'), Array(3).fill('removed'));
    assert.equal(asked.length, 6);
    assert.ok(
      asked.every((line) => !/root|trust/i.test(line)),
      asked.join('\n'),
    );
    assert.deepEqual(await registration.remove(), []);
  }
});

function outcomes(acts: readonly Act[], of: Act['of']): readonly string[] {
  return acts.filter((act) => act.of === of).map(({ outcome }) => outcome);
}

function list(folder: string): string {
  return execFileSync('certutil', ['-L', '-d', `sql:${folder}`], { encoding: 'utf8' });
}

function modules(folder: string): string {
  return execFileSync('modutil', ['-dbdir', `sql:${folder}`, '-rawlist'], { encoding: 'utf8' });
}

function pem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
