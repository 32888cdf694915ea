import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readOutcome } from '@kaika/authority/ca/outcome';
import { isSignedBy } from '@kaika/pki/certificate';
import { runKaika } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaika-ceremony-'));
after(() => rmSync(folder, { recursive: true }));
const example = readFileSync(new URL('../../docs/ceremony.example.yaml', import.meta.url), 'utf8');
const plan = join(folder, 'plan.yaml');
const out = join(folder, 'outcome');
writeFileSync(plan, example);
const names = [
  'root/1',
  'attestation-authority/1',
  'issuing-cards/1',
  'issuing-software/1',
  'ocsp-responder/issuing-cards/1',
  'ocsp-responder/issuing-software/1',
  'receipt-signer/issuing-software/1',
  'task-signer/issuing-software/1',
  'time-stamp/issuing-software/1',
];

test('a rehearsal shows everything to be made and writes nothing', async () => {
  const { json } = await run(0, 'ceremony', plan, '--dry-run', '--json');
  assert.deepEqual(namesIn(json.transcript), names);
  assert.deepEqual(readdirSync(folder), ['plan.yaml']);
});

test('a ceremony makes keys, certificates and a signed transcript, each file by its hash', async () => {
  const { said } = await run(0, 'ceremony', plan, '--out', out);
  assert.match(said, /issuing-cards\/1[\s\S]*after: passed/);
  assert.match(said, /key-encryption key lies beside/);
  const outcome = await readOutcome(out);
  assert.deepEqual(
    outcome.certificates.map(({ name }) => name),
    names,
  );
  const root = outcome.certificates[0]?.certificate;
  const cards = outcome.certificates.find(({ name }) => name === 'issuing-cards/1')?.certificate;
  assert.ok(root && cards && isSignedBy(cards, root.spki));
  assert.equal(outcome.transcript.files.length, names.length);
  assert.ok(outcome.transcript.certificates.every(({ lint }) => lint.after.length === 0));
  for (const file of readdirSync(join(out, 'key'))) {
    assert.equal(statSync(join(out, 'key', file)).mode & 0o077, 0, file);
  }
  assert.match((await run(0, 'ceremony', 'check', out)).said, /All is well: 9 certificates/);
});

test('an outcome that is there is never written over', async () => {
  const before = readFileSync(join(out, 'transcript.json'));
  assert.match((await run(3, 'ceremony', plan, '--out', out)).said, /folder\.exists/);
  assert.deepEqual(readFileSync(join(out, 'transcript.json')), before);
  await run(3, 'ceremony', plan);
});

test('any file of an outcome that is changed or taken away is found', async () => {
  const files = [
    'transcript.json',
    'transcript.txt',
    'transcript.jws',
    'plan.yaml',
    'certificate/root-1.cer',
    'certificate/time-stamp-issuing-software-1.cer',
    'key/key_issuing-cards_1.sealed',
  ];
  for (const file of files) {
    const path = join(out, file);
    const right = readFileSync(path);
    const at = Math.floor(right.length / 2);
    writeFileSync(path, right.with(at, (right[at] ?? 0) ^ 1));
    const { json } = await run(4, 'ceremony', 'check', out, '--json');
    assert.match(json.code, /^outcome\./, file);
    rmSync(path);
    // Keys may have been taken to where they are used.
    await run(file.startsWith('key/') ? 0 : 4, 'ceremony', 'check', out);
    writeFileSync(path, right);
  }
  await run(0, 'ceremony', 'check', out);
  await run(4, 'ceremony', 'check', folder);
});

test('a plan with a mistake is refused naming it, and nothing is made', async () => {
  const wrong: readonly [string, string, string, string][] = [
    ['plan.malformed', 'shards: 16', 'shards: [16', ''],
    ['plan.malformed', 'shards: 16', 'shards: 16\nshards: 17', ''],
    ['plan.malformed', 'shards: 16', 'shards: &a 16\ninstance2: *a', ''],
    ['plan.field', 'shards: 16', 'shards: many', 'shards'],
    ['plan.field', 'shards: 16', 'shards: 16\ncolour: blue', 'colour'],
    ['plan.field', 'instance: 1', 'instance: 200', 'instance'],
    ['plan.field', 'key: p384', 'key: p224', 'authorities.root.key'],
    ['plan.field', 'store: files', 'store: paper', 'keys.store'],
    ['plan.field', 'key: p384', 'key: ed25519, colour: red', 'authorities.root.colour'],
    ['plan.field', '  - 典禮主持人\n  - 稽核人員', '  []', 'witnesses'],
    ['draft.findings', 'days: 3652 }', 'days: 9000 }', 'validity'],
  ];
  for (const [code, from, to, named] of wrong) {
    const file = join(folder, 'wrong.yaml');
    assert.ok(example.includes(from), from);
    writeFileSync(file, example.replace(from, to));
    const { json } = await run(3, 'ceremony', file, '--out', join(folder, 'none'), '--json');
    assert.equal(json.code, code, to);
    assert.ok(json.message.includes(named), `${json.message} names ${named}`);
    assert.ok(!existsSync(join(folder, 'none')), to);
  }
});

function namesIn({ certificates }: { readonly certificates: readonly { readonly name: string }[] }) {
  return certificates.map(({ name }) => name);
}

async function run(exit: number, ...line: readonly string[]) {
  let said = '';
  const print = (text: string) => {
    said += text;
  };
  const now = () => new Date('2026-11-21T02:00:00.000Z');
  const shell = { environment: { LANG: 'en' }, now, print, warn: print };
  assert.equal(await runKaika(shell, line), exit, said);
  return { said, json: line.includes('--json') ? JSON.parse(said) : {} };
}
