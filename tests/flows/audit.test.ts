import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { signJws } from '@kaika/authority/key/jws';
import { exportLog, proveEvent } from '@kaika/authority/log/export';
import type { FindingCode } from '@kaika/authority/log/finding';
import { treeHeadType } from '@kaika/authority/log/head';
import { type LogLine, logLine } from '@kaika/authority/log/line';
import { isConsistent, rootOfInclusion } from '@kaika/authority/log/path';
import { sequenceLog } from '@kaika/authority/log/sequence';
import { type LogPins, type LogReport, verifyLog } from '@kaika/authority/log/verify';
import { findNumbered, newestHead } from '@kaika/authority/store/log';
import { keep } from '@kaika/authority/store/save';
import type { Tables } from '@kaika/authority/store/table';
import { exampleArc } from '@kaika/ca/arc';
import { parseCertificate } from '@kaika/pki/certificate';
import { submit } from '@kaika/registry/application';
import { Kysely, PGliteDialect, sql, type Transaction } from 'kysely';
import { runKaika } from '../../tools/kaika/run.ts';
import { issueCard, openAuthority } from './authority.ts';

const postgres = process.env.KAIKA_TEST_STORE === 'postgres';
const folder = mkdtempSync(join(tmpdir(), 'kaika-audit-'));
const pglite = postgres ? null : await PGlite.create(makeFolder('data/database'));
const house = await openAuthority(
  pglite === null
    ? {}
    : { database: new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) }), jobs: { pglite } },
);
const { context } = house;
const owner = { authority: house.origin, arc: exampleArc };
const roots = house.trust.roots.map((der) => parseCertificate(der));
after(() => rmSync(folder, { recursive: true, force: true }));

await issueCard(house);
await sequenceLog(context);
const early = await jwsNow();
pass(60);
await keep(context.db, submission('A-later'));
await sequenceLog(context);
pass(60);
await keep(context.db, submission('A-pending'));
const whole = await exported();

test('an export of an untouched log verifies, under a pinned root, with a head kept from earlier', async () => {
  const report = await verify(whole, { earlier: [early, await jwsNow()] });
  assert.deepEqual(report.findings, []);
  assert.ok(report.events > 20 && report.heads >= 2 && report.pending === 1);
  assert.equal(report.tree.size, report.events);
});

test('every column of an event that is changed in the store is found', async () => {
  const changes = {
    id: sql`"id" = 'other'`,
    at: sql`"at" = "at" + interval '1 second'`,
    by: sql`"by" = 'nobody'`,
    what: sql`"what" = 'card.lost'`,
    subject: sql`"subject" = 'XC00000000009999'`,
    data: sql`"data" = '{"other":"words"}'`,
    salt: sql`"salt" = repeat('ab', 32)`,
  };
  for (const [column, change] of Object.entries(changes)) {
    const report = await verify(await tampered(sql`update authority.event set ${change} where index = 5`));
    assert.deepEqual(codesOf(report), ['event.leaf'], column);
    assert.equal(report.findings[0]?.about, 'event 5');
  }
  const leaf = await tampered(sql`update authority.event set leaf = repeat('ab', 32) where index = 5`);
  assert.deepEqual(codesOf(await verify(leaf)), ['event.leaf', 'head.root']);
  const index = await tampered(sql`update authority.event set index = 100000 where index = 5`);
  assert.deepEqual(codesOf(await verify(index)), ['event.number', 'head.root']);
  const negative = await tampered(sql`update authority.event set index = -7 where index = 5`);
  assert.ok(codesOf(await verify(negative)).includes('event.number'));
  const none = await tampered(sql`update authority.event set index = null where index = 5`);
  assert.deepEqual(codesOf(await verify(none)), ['event.number', 'head.root']);
});

test('every column of a head that is changed in the store is found', async () => {
  const smallest = sql`size = (select min(size) from authority.treehead)`;
  const changes: Record<string, [ReturnType<typeof sql>, FindingCode[]]> = {
    size: [sql`size = size - 1`, ['head.claims', 'head.root']],
    root: [sql`root = repeat('ab', 32)`, ['head.claims']],
    at: [sql`at = at - interval '1 second'`, ['head.claims']],
    frontier: [sql`frontier = '[]'`, ['head.frontier']],
    jws: [sql`jws = overlay(jws placing 'AAAA' from length(jws) - 40)`, ['head.signature']],
  };
  for (const [column, [change, codes]] of Object.entries(changes)) {
    const report = await verify(
      await tampered(sql`update authority.treehead set ${change} where ${smallest}`),
    );
    assert.deepEqual(codesOf(report), codes, column);
  }
});

test('events deleted, inserted or reordered are found, also where the numbers were put right afterwards', async () => {
  const deleted = await tampered(sql`delete from authority.event where index = 5`);
  assert.deepEqual(codesOf(await verify(deleted)), ['event.number', 'head.root']);
  const renumbered = renumber(whole.filter((line) => line.line !== 'event' || line.index !== 5));
  assert.ok(codesOf(await verify(renumbered)).includes('head.root'));
  const at = whole.findIndex((line) => line.line === 'event' && line.index === 5);
  const one = whole[at];
  assert.ok(one);
  assert.ok(codesOf(await verify(whole.toSpliced(at, 0, one))).includes('event.number'));
  assert.ok(codesOf(await verify(renumber(whole.toSpliced(at, 0, one)))).includes('head.root'));
  const swapped = whole.with(at, whole[at + 1] ?? one).with(at + 1, one);
  assert.ok(codesOf(await verify(swapped)).includes('event.number'));
  assert.deepEqual(codesOf(await verify(renumber(swapped))), ['head.root']);
});

test('an export that was cut is found; a log that was cut with its heads, by a head kept from earlier', async () => {
  for (const left of [1, 2, 5, whole.length - 1]) {
    const codes = codesOf(await verify(whole.slice(0, left)));
    assert.ok(codes.includes('export.end'), `${left} lines`);
  }
  assert.deepEqual(codesOf(await verify([])), ['export.header', 'export.end']);
  const counted = await tampered(sql`delete from authority.event where index > 9`);
  assert.ok(codesOf(await verify(counted)).includes('head.root'));
  const headless = await tampered(
    sql`delete from authority.treehead where size > (select min(size) from authority.treehead)`,
  );
  assert.deepEqual(codesOf(await verify(headless)), ['event.uncovered']);
  const back = await tampered(
    sql`delete from authority.treehead where size > (select min(size) from authority.treehead)`,
    sql`delete from authority.event where index >= (select max(size) from authority.treehead)`,
  );
  assert.deepEqual(codesOf(await verify(back)), [], 'nothing in the file itself tells');
  assert.deepEqual(codesOf(await verify(back, { earlier: [await jwsNow()] })), ['head.rolled-back']);
});

test('a head by another key, or by another certificate of this authority, is refused', async () => {
  const newest = whole.findLast((line) => line.line === 'head');
  assert.ok(newest?.line === 'head');
  const { size, root, at } = newest;
  const claims = { iss: house.origin, at, size, root };
  const replaced = async (jws: string) =>
    codesOf(await verify(whole.map((line) => (line === newest ? { ...newest, jws } : line))));
  const task = await signJws(treeHeadType, claims, await context.signatory.task());
  assert.deepEqual(await replaced(task), ['head.signer', 'event.uncovered']);
  const receipt = await context.signatory.receipt();
  const mixed = { signer: (await context.signatory.task()).signer, chain: receipt.chain };
  assert.deepEqual(await replaced(await signJws(treeHeadType, claims, mixed)), [
    'head.signature',
    'event.uncovered',
  ]);
  const elsewhere = { ...claims, iss: 'http://elsewhere.example' };
  assert.deepEqual(await replaced(await signJws(treeHeadType, elsewhere, receipt)), ['head.claims']);
  assert.deepEqual(await replaced(await signJws('JWT', claims, receipt)), [
    'head.malformed',
    'event.uncovered',
  ]);
  assert.deepEqual(await replaced('a.b.c'), ['head.malformed', 'event.uncovered']);
  const other = await verifyLog(whole.map(asText), { roots: [parseCertificate(receipt.certificate.der)] });
  assert.ok((other.counts['head.signer'] ?? 0) >= 2, 'another pinned root');
});

test('two logs shown to two people are found by the head of either', async () => {
  const receipt = await context.signatory.receipt();
  const shown = { iss: house.origin, at: context.now().toISOString(), size: 7, root: 'ab'.repeat(32) };
  const other = await signJws(treeHeadType, shown, receipt);
  assert.deepEqual(codesOf(await verify(whole, { earlier: [early, other] })), ['head.split-view']);
  const proof = await proofOf(3, [{ size: 7, root: shown.root }]);
  assert.deepEqual(codesOf(await verify([proof], { earlier: [other] })), ['proof.consistency']);
});

test('an event is shown to be in the log, and the log to begin with an earlier head', async () => {
  const newest = await newestHead(context.db);
  const first = whole.find((line) => line.line === 'head');
  assert.ok(newest && first?.line === 'head');
  for (const index of [0, 5, newest.size - 1]) {
    const proof = await proofOf(index, [first]);
    assert.deepEqual(codesOf(await verify([proof], { earlier: [early] })), []);
    const { event, path, consistency } = proof;
    const spoiled: [LogLine, FindingCode][] = [
      [{ ...proof, event: { ...event, by: 'nobody' } }, 'event.leaf'],
      [{ ...proof, event: { ...event, index: index === 0 ? 1 : index - 1 } }, 'proof.inclusion'],
      [{ ...proof, path: path.slice(1) }, 'proof.inclusion'],
      [{ ...proof, consistency: [] }, 'proof.consistency'],
      [
        { ...proof, consistency: consistency.map((one) => ({ ...one, path: one.path.slice(1) })) },
        'proof.consistency',
      ],
      [{ ...proof, head: { ...proof.head, root: 'ab'.repeat(32) } }, 'head.claims'],
    ];
    for (const [line, code] of spoiled) {
      assert.ok(codesOf(await verify([line], { earlier: [early] })).includes(code), code);
    }
  }
});

test('anybody may have the newest head and proofs that lead to it, and learns no words', async () => {
  const ask = async (path: string) => {
    const answer = await house.fetch(new Request(`${house.origin}${path}`));
    return { status: answer.status, said: await answer.json() };
  };
  const { said: head } = await ask('/api/log/head');
  assert.equal(head.jws, await jwsNow());
  const { size } = await verify(whole).then(({ tree }) => tree);
  const first = whole.find((line) => line.line === 'head');
  assert.ok(first?.line === 'head');
  const { said: later } = await ask(`/api/log/consistency?from=${first.size}`);
  assert.ok(isConsistent(first, later.head, later.path));
  const { said: inside } = await ask('/api/log/inclusion?index=5');
  assert.equal(rootOfInclusion(inside.leaf, inside.path, { index: 5, size }), head.root);
  assert.deepEqual(Object.keys(inside).sort(), ['head', 'index', 'leaf', 'path']);
  for (const [path, status] of [
    [`/api/log/inclusion?index=${size}`, 404],
    ['/api/log/inclusion?index=x', 400],
    ['/api/log/inclusion', 400],
    ['/api/log/consistency?from=0', 400],
    ['/api/log/consistency?from=3', 404],
  ] as const) {
    assert.equal((await ask(path)).status, status, path);
  }
});

test('an erased event is told, and no fault where that is allowed', async () => {
  const lines = await tampered(
    sql`update authority.event set salt = '', data = '{}', subject = '' where index = 5`,
  );
  assert.deepEqual(codesOf(await verify(lines)), ['event.erased']);
  const report = await verify(lines, { allowErased: true });
  assert.deepEqual(codesOf(report), []);
  assert.equal(report.erased, 1);
});

test('lines of no or another format are findings, never errors', async () => {
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"line":"event"}',
    '{"line":"head"}',
    '\u0000',
    '{"line":"export"}',
  ]) {
    const report = await verifyLog([...whole.slice(0, 3).map(asText), text, ...whole.slice(3).map(asText)], {
      roots,
    });
    assert.deepEqual(codesOf(report), ['export.line']);
  }
});

test('where the log cannot be written nothing else is', async () => {
  const database = house.config.database;
  await sql`alter table authority.event add constraint stuck check (id = 'nothing') not valid`.execute(
    database,
  );
  try {
    await assert.rejects(keep(context.db, submission('A-unheard')), /stuck/);
    await assert.rejects(issueCard(house, { ubn: '04595257' }), /stuck/);
  } finally {
    await sql`alter table authority.event drop constraint stuck`.execute(database);
  }
  const { rows } = await sql<{ number: string }>`
    select number from authority.application where number = 'A-unheard'`.execute(database);
  assert.deepEqual(rows, []);
});

test('the commands export, prove and verify, refuse to overwrite, and answer by their exit code', async () => {
  const url = 'url' in house.config.jobs ? house.config.jobs.url : undefined;
  await house[Symbol.asyncDispose]();
  if (pglite?.closed === false) await pglite.close();
  const data = join(folder, 'data');
  const store = url === undefined ? ['--data', data] : [];
  const file = join(folder, 'log.ndjson');
  const root = join(folder, 'root.cer');
  const head = join(folder, 'head.json');
  writeFileSync(root, house.trust.root);
  writeFileSync(head, JSON.stringify({ jws: early }));
  const run = command({ DATABASE_URL: url });
  assert.match((await run(0, 'audit', 'export', file, ...store)).said, /events, \d+ heads/);
  assert.match((await run(3, 'audit', 'export', file, ...store)).said, /file\.exists/);
  assert.match((await run(0, 'audit', 'verify', file, '--root', root, '--head', head)).said, /All is well/);
  assert.match((await run(0, 'audit', 'verify', file)).said, /compare its fingerprint/);
  const proof = join(folder, 'proof.json');
  await run(0, 'audit', 'prove', '4', proof, '--head', head, ...store);
  const { json } = await run(0, 'audit', 'verify', proof, '--root', root, '--head', head, '--json');
  assert.equal(json.ok, true);
  assert.equal(json.pinned, true);
  writeFileSync(file, readFileSync(file, 'utf8').replace('card.produced', 'card.shipped'));
  const found = await run(4, 'audit', 'verify', file, '--root', root, '--json');
  assert.deepEqual(found.json.counts, { 'event.leaf': 1 });
  assert.match((await run(3, 'audit', 'verify', join(folder, 'none'))).said, /file\.unreadable/);
  assert.match((await run(3, 'audit', 'export', join(folder, 'x'), '--data', folder)).said, /store\.absent/);
  await run(2, 'audit', 'verify');
  await run(2, 'audit');
  assert.match((await run(0, 'audit', 'verify', '--help')).said, /--root <file/);
});

function pass(seconds: number): void {
  house.clock.now = new Date(house.clock.now.getTime() + seconds * 1000);
}

function makeFolder(name: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  return join(folder, name);
}

async function jwsNow(): Promise<string> {
  return (await newestHead(context.db))?.jws ?? '';
}

function submission(number: string) {
  const content = {
    kind: 'professional',
    name: '示範會計師事務所',
    ubn: '00000037',
    address: '臺北市中正區示範路1號',
    contactName: '示範聯絡人',
    contactMail: 'office@firm.example',
    contactPhone: '02-0000-0000',
    person: null,
  } as const;
  return submit(content, { number, userCodeHash: 'none', enteredBy: null }, context.now());
}

async function collect(db: Transaction<Tables>): Promise<LogLine[]> {
  // What is exported is what a schema reads.
  return (await Array.fromAsync(exportLog(db, owner, context.now()))).map((line) => JSON.parse(asText(line)));
}

function exported(): Promise<LogLine[]> {
  return context.db.transaction().execute(collect);
}

/** The export of a store that somebody changed; afterwards it is as it was. */
async function tampered(...changes: readonly ReturnType<typeof sql>[]): Promise<LogLine[]> {
  let lines: LogLine[] = [];
  const undone = new Error('undone');
  await context.db
    .transaction()
    .execute(async (trx) => {
      for (const change of changes) await change.execute(trx);
      lines = await collect(trx);
      throw undone;
    })
    .catch((error: unknown) => assert.equal(error, undone));
  return lines;
}

function renumber(lines: readonly LogLine[]): LogLine[] {
  let index = 0;
  return lines.map((line) => (line.line === 'event' ? { ...line, index: index++ } : line));
}

async function proofOf(index: number, earlier: readonly { size: number; root: string }[]) {
  const id = await findNumbered(context.db, index);
  const proof = await proveEvent(context.db, owner, { id: id ?? '', earlier, now: context.now() });
  assert.ok(proof);
  const read = logLine.parse(JSON.parse(asText(proof)));
  assert.ok(read.line === 'proof');
  return read;
}

function asText(line: LogLine): string {
  return JSON.stringify(line);
}

function verify(lines: readonly LogLine[], pins: LogPins = {}): Promise<LogReport> {
  return verifyLog(lines.map(asText), { roots, ...pins });
}

/** Which codes were found, each once, in the order they were first found. */
function codesOf({ findings }: LogReport): FindingCode[] {
  return [...new Set(findings.map(({ code }) => code))];
}

function command(environment: Readonly<Record<string, string | undefined>>) {
  return async (exit: number, ...line: readonly string[]) => {
    let said = '';
    const print = (text: string) => {
      said += text;
    };
    const shell = { environment: { LANG: 'en', ...environment }, now: () => new Date(), print, warn: print };
    assert.equal(await runKaika(shell, line), exit, said);
    return { said, json: line.includes('--json') ? JSON.parse(said) : {} };
  };
}
