import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runMinute } from '@kaika/authority/job/minute';
import { verifyLog } from '@kaika/authority/log/verify';
import { runSweeps, sweepOne } from '@kaika/authority/operation/sweep';
import { findCard } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { allOfficers } from '@kaika/authority/store/officer';
import { progressOf, requireSweep } from '@kaika/authority/store/sweep';
import { RealCards, seedCards } from '../../tools/seed/seed.ts';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';
import { appointed, signedIn } from './officer.ts';
import { waitForMail } from './outbox.ts';
import { activeCard, askStatus, type Browser, readReceipt } from './proof.ts';

let house: TestAuthority;
let clerk: Browser;
let approver: Browser;
let second: Browser;
let admin: Browser;
let operator: Browser;
before(async () => {
  house = await openAuthority();
  await appointed(house, 'clerk', 'first-reviewer');
  await appointed(house, 'approver', 'approver');
  await appointed(house, 'second', 'approver', 'first-reviewer');
  await appointed(house, 'admin', 'administrator', 'auditor');
  await appointed(house, 'operator', 'card-operator');
  await signEverybodyIn();
});
after(() => house[Symbol.asyncDispose]());

async function signEverybodyIn(): Promise<void> {
  const names = ['clerk', 'approver', 'second', 'admin', 'operator'];
  const [one, two, three, four, five] = await Promise.all(names.map((name) => signedIn(house, name)));
  assert.ok(one && two && three && four && five);
  [clerk, approver, second, admin, operator] = [one, two, three, four, five];
}

async function textOf(browser: Browser, path: string, status = 200): Promise<string> {
  const response = await browser.get(path);
  assert.equal(response.status, status, path);
  return response.text();
}

async function refusedWith(answer: Promise<Response>, status: number, code: string): Promise<void> {
  const response = await answer;
  const text = await response.text();
  assert.equal(response.status, status, text.match(/<main[\s\S]*<\/main>/)?.[0]);
  const [what] = codes[code] ?? [code];
  assert.ok(text.includes(code) || text.includes(what ?? code), `${code} in ${text.slice(0, 2000)}`);
}

/** Codes that stand beside a field say their sentence alone. */
const codes: Readonly<Record<string, readonly string[]>> = {
  'officer.card-unfit': ['這張卡片不能作為審驗人員卡片。'],
  'officer.card-taken': ['這張卡片已屬於一位審驗人員。'],
  'officer.roles-missing': ['請至少選擇一個角色。'],
  'proposal.grounds-missing': ['請填寫事由。'],
  'revocation.reason-missing': ['尚未選擇廢止原因'],
  'sweep.rate': ['每分鐘張數須為 1 至 600 的整數。'],
};

function stateOf(number: string): Promise<string | undefined> {
  return findCard(house.context.db, number).then((card) => card?.state);
}

function locationOf(response: Response): string {
  assert.equal(response.status, 303);
  return response.headers.get('location') ?? '';
}

const said = { reason: 'keyCompromise', grounds: '公文 115-0007，電話查證' };

function proposeRevocation(number: string, by: Browser): Promise<string> {
  return by.send(`/officer/cards/${number}/revoke`, said).then(locationOf);
}

test('revocation on request: suspended when entered, revoked for good when another approves, with receipt and mail', async () => {
  const issued = await activeCard(house);
  const form = `/officer/cards/${issued.number}/revoke`;
  await refusedWith(clerk.send(form, { ...said, grounds: ' ' }), 422, 'proposal.grounds-missing');
  await refusedWith(clerk.send(form, { grounds: 'x' }), 422, 'revocation.reason-missing');
  await refusedWith(operator.send(form, said), 403, 'officer.not-allowed');
  const at = await proposeRevocation(issued.number, second);
  assert.equal(await askStatus(house, issued), 'revoked certificateHold');
  await waitForMail(house.config.folder, 'revocation-proposed');
  await refusedWith(clerk.send(form, said), 409, 'proposal.open-already');
  await refusedWith(second.send(at, { decision: 'approve' }), 403, 'proposal.same-officer');
  await refusedWith(clerk.send(at, { decision: 'approve' }), 403, 'officer.not-allowed');
  await refusedWith(approver.send(at, { decision: 'refuse' }), 422, 'proposal.reason-missing');
  assert.equal(locationOf(await approver.send(at, { decision: 'approve' })), at);
  assert.equal(await askStatus(house, issued), 'revoked keyCompromise');
  const [, href = ''] = /href="(\/receipt\/[^"]+)"/.exec(await textOf(approver, at)) ?? [];
  const receipt = await readReceipt(approver, href);
  assert.deepEqual([receipt.what, receipt.reason], ['card.revoked', 'keyCompromise']);
  await waitForMail(house.config.folder, 'card-revoked');
  await refusedWith(approver.send(at, { decision: 'approve' }), 409, 'proposal.wrong-state');
  await refusedWith(clerk.send(form, said), 409, 'card.revoked');
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  for (const what of ['proposal.entered', 'proposal.approved', 'card.suspended', 'card.revoked']) {
    assert.ok(told.includes(what), what);
  }
});

test('refused or withdrawn, a card that the proposal had suspended is good again; one that was suspended before stays so', async () => {
  const issued = await activeCard(house);
  const first = await proposeRevocation(issued.number, clerk);
  await approver.send(first, { decision: 'refuse', reason: '無法查證' });
  assert.equal(await askStatus(house, issued), 'good');
  await waitForMail(house.config.folder, 'revocation-dropped');
  const again = await proposeRevocation(issued.number, clerk);
  await refusedWith(second.send(again, { decision: 'withdraw' }), 403, 'officer.not-allowed');
  assert.equal(locationOf(await clerk.send(again, { decision: 'withdraw' })), again);
  assert.equal(await stateOf(issued.number), 'active');
  const shipped = await issueCard(house);
  await clerk.send(await proposeRevocation(shipped.number, clerk), { decision: 'withdraw' });
  assert.equal(await stateOf(shipped.number), 'produced');
  await refusedWith(approver.get('/officer/proposals/K0'), 404, 'proposal.unknown');
});

test('officers are appointed, changed and dismissed by two people, with a card of their own', async () => {
  const person = (await activeCard(house, { person: '示範新進人員' })).number;
  const firm = await activeCard(house);
  const wish = {
    kind: 'appoint',
    'appoint-cardNumber': person,
    'appoint-grounds': '派令 1',
    'role-help-desk': 'yes',
  };
  const unfit = { ...wish, 'appoint-cardNumber': firm.number };
  await refusedWith(admin.send('/officer/people', unfit), 422, 'officer.card-unfit');
  const { 'role-help-desk': _, ...roleless } = wish;
  await refusedWith(admin.send('/officer/people', roleless), 422, 'officer.roles-missing');
  await refusedWith(clerk.send('/officer/people', wish), 403, 'officer.not-allowed');
  const at = locationOf(await admin.send('/officer/people', wish));
  await refusedWith(admin.send(at, { decision: 'approve' }), 403, 'proposal.same-officer');
  assert.equal(locationOf(await approver.send(at, { decision: 'approve' })), at);
  const added = (await allOfficers(house.context.db)).find((one) => one.cardNumber === person);
  assert.deepEqual([added?.name, added?.state, added?.roles], ['示範新進人員', 'serving', ['help-desk']]);
  await refusedWith(admin.send('/officer/people', wish), 422, 'officer.card-taken');
  const page = `/officer/people/${added?.id}`;
  const roles = { kind: 'roles', 'roles-grounds': '調任', 'role-auditor': 'yes' };
  await approver.send(locationOf(await admin.send(page, roles)), { decision: 'approve' });
  const newcomer = await signedIn(house, added?.id ?? '');
  await textOf(newcomer, '/officer/audit');
  const leaving = { kind: 'dismiss', 'dismiss-grounds': '離職' };
  await approver.send(locationOf(await admin.send(page, leaving)), { decision: 'approve' });
  assert.equal((await newcomer.get('/officer/audit')).status, 303, 'signed out at once');
  await approver.send(locationOf(await admin.send('/officer/people', wish)), { decision: 'approve' });
  const back = (await allOfficers(house.context.db)).filter((one) => one.cardNumber === person);
  assert.deepEqual(
    back.map(({ id, state }) => [id, state]),
    [[added?.id, 'serving']],
    'the same person',
  );
});

test('nobody leaves when too few would be left, and nobody decides about themselves', async () => {
  const leave = { kind: 'dismiss', 'dismiss-grounds': '離職' };
  await refusedWith(admin.send('/officer/people/operator', leave), 409, 'officer.below-minimum');
  await refusedWith(admin.send('/officer/people/admin', leave), 403, 'officer.not-allowed');
  const roles = { kind: 'roles', 'roles-grounds': '調任', 'role-approver': 'yes' };
  const at = locationOf(await admin.send('/officer/people/approver', { ...roles, 'role-help-desk': 'yes' }));
  await refusedWith(approver.send(at, { decision: 'approve' }), 403, 'proposal.same-officer');
  await admin.send(at, { decision: 'withdraw' });
  const again = locationOf(await admin.send('/officer/people/approver', leave));
  await refusedWith(admin.send('/officer/people/approver', leave), 409, 'proposal.open-already');
  await second.send(again, { decision: 'refuse', reason: '不同意' });
});

test('one box finds applications, cards, certificates and organisations by their beginnings, and opens what is typed in full', async () => {
  const issued = await issueCard(house, { name: '查詢示範學校', ubn: '04595257', kind: 'school' });
  const [certificate] = await certificatesOfCard(house.context.db, issued.number);
  const serial = certificate?.serial ?? '';
  for (const q of ['查詢示範', '0459', issued.number.slice(0, 15), serial.slice(0, 8)]) {
    const page = await textOf(clerk, `/officer/search?q=${encodeURIComponent(q)}`);
    assert.match(page, /查詢示範學校/, q);
  }
  const to = async (q: string) => locationOf(await clerk.get(`/officer/search?q=${q}`));
  assert.equal(await to(issued.number.toLowerCase()), `/officer/cards/${issued.number}`);
  assert.equal(await to(serial.toUpperCase()), `/officer/certificates/${serial}`);
  assert.match(await textOf(clerk, `/officer/certificates/${serial}`), /簽發憑證/);
  const oid = certificate?.organisation ?? '';
  assert.match(await textOf(clerk, `/officer/organisations/${oid}`), new RegExp(issued.number));
  assert.match(await textOf(clerk, '/officer/search?q=%25%25'), /查無資料/, 'no pattern is one');
  assert.match(await textOf(clerk, '/officer/search?q=x'), /請輸入至少兩個字/);
  const more = await textOf(clerk, '/officer/search?q=XC&in=card&page=1');
  assert.match(more, /回全部結果/);
  assert.equal((await house.fetch(new Request(`${house.origin}/officer/search?q=XC`))).status, 303);
});

test('every list and report is a file, in which nothing is a formula', async () => {
  await issueCard(house, { name: '=HYPERLINK("http://x")', ubn: '00000022', kind: 'other' });
  const paths = [
    'cards',
    'people',
    'proposals',
    'sweeps',
    'papers',
    'audit',
    'reports/issued',
    'reports/activated',
  ];
  for (const path of [...paths, 'reports/days', 'reports/expiring', 'reports/revoked', 'expiring']) {
    const response = await admin.get(`/officer/${path}.csv`);
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8', path);
    assert.deepEqual(
      [...new Uint8Array(await response.arrayBuffer()).subarray(0, 3)],
      [0xef, 0xbb, 0xbf],
      path,
    );
  }
  assert.match(await textOf(admin, '/officer/cards.csv'), /"'=HYPERLINK/);
  await textOf(admin, '/officer.csv?state=produced');
  const report = await textOf(clerk, '/officer/reports');
  assert.match(report, /<svg[^>]* role="img" aria-label="發卡，共 \d+ 張/);
  assert.match(await textOf(clerk, '/officer/reports?from=2026-12-01&until=2026-01-01'), /起日須在迄日之前/);
  assert.match(await textOf(clerk, '/officer/work'), /待辦事項/);
});

test('the log is filtered, paged and opened; its proof verifies offline; others than auditors see none of it', async () => {
  await runMinute(house.context);
  const page = await textOf(admin, '/officer/audit?what=card.revoked&by=approver&from=2026-11-21');
  const [, id = ''] = /href="\/officer\/audit\/([0-9a-f-]{36})"/.exec(page) ?? [];
  assert.match(await textOf(admin, `/officer/audit/${id}`), /下載證明/);
  const response = await admin.get(`/officer/audit/${id}/proof`);
  assert.match(response.headers.get('content-disposition') ?? '', /attachment/);
  const proof = await response.text();
  const report = await verifyLog(proof.trimEnd().split('\n'));
  assert.deepEqual([report.kind, report.findings, report.events], ['proof', [], 1]);
  const all = await textOf(admin, '/officer/audit');
  const [, older = ''] = /href="(\/officer\/audit\?after=[^"]+)"/.exec(all) ?? [];
  assert.doesNotMatch(await textOf(admin, older), new RegExp(firstEntry(all)));
  await refusedWith(clerk.get('/officer/audit'), 403, 'officer.not-allowed');
  await refusedWith(admin.get('/officer/audit/none'), 404, 'audit.unknown');
  assert.match(await textOf(admin, '/officer/audit?what=nothing'), /沒有符合的紀錄/);
  assert.ok(await isRefusedUntilNumbered(), 'an entry that has no number yet has no proof');
});

/** A new entry has no proof; tried again where the minute's job was faster. */
async function isRefusedUntilNumbered(): Promise<boolean> {
  for (let round = 0; round < 3; round += 1) {
    const { number } = await issueCard(house);
    const fresh = firstEntry(await textOf(admin, `/officer/audit?subject=${number}`));
    const response = await admin.get(`/officer/audit/${fresh}/proof`);
    if (response.status === 409 && (await response.text()).includes('audit.not-sequenced')) return true;
  }
  return false;
}

function firstEntry(page: string): string {
  return /href="\/officer\/audit\/([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
}

test('mass revocation: tried, proposed, started by another, at its rate, paused, resumed, done; each card once', async () => {
  const numbers: string[] = [];
  for (let at = 0; at < 5; at += 1) numbers.push((await issueCard(house)).number);
  const plan = { numbers: numbers.join('\n'), reason: 'keyCompromise', grounds: '型號瑕疵', perMinute: '2' };
  await refusedWith(
    admin.send('/officer/sweeps/new', { ...plan, numbers: '', step: 'try' }),
    422,
    'sweep.no-scope',
  );
  await refusedWith(
    admin.send('/officer/sweeps/new', { ...plan, perMinute: '0', step: 'try' }),
    422,
    'sweep.rate',
  );
  await refusedWith(clerk.send('/officer/sweeps/new', { ...plan, step: 'try' }), 403, 'officer.not-allowed');
  const none = { ...plan, numbers: 'XC99999999999999', step: 'propose' };
  await refusedWith(admin.send('/officer/sweeps/new', none), 422, 'sweep.empty');
  const tried = await (await admin.send('/officer/sweeps/new', { ...plan, step: 'try' })).text();
  assert.match(tried, /將廢止 5 張卡片/);
  assert.match(tried, /約需 3 分鐘/);
  const at = locationOf(await admin.send('/officer/sweeps/new', { ...plan, step: 'propose' }));
  const number = at.split('/').at(-1) ?? '';
  await refusedWith(admin.send(at, { act: 'start' }), 403, 'proposal.same-officer');
  await refusedWith(approver.send(at, { act: 'pause' }), 409, 'sweep.wrong-state');
  await refusedWith(approver.get('/officer/sweeps/W0'), 404, 'sweep.unknown');
  await runSweeps(house.context);
  assert.equal((await progressOf(house.context.db, number)).revoked, 0, 'not before it is started');
  locationOf(await approver.send(at, { act: 'start' }));
  await Promise.all([runSweeps(house.context), runSweeps(house.context), sweepOne(house.context, number)]);
  assert.deepEqual(await progressOf(house.context.db, number), { waiting: 3, revoked: 2, passed: 0 });
  locationOf(await admin.send(at, { act: 'pause' }));
  nextMinute();
  await runSweeps(house.context);
  assert.equal((await progressOf(house.context.db, number)).revoked, 2, 'paused');
  locationOf(await admin.send(at, { act: 'resume' }));
  house = await house.restart();
  await signEverybodyIn();
  await runSweeps(house.context);
  nextMinute();
  await runSweeps(house.context);
  assert.deepEqual(await progressOf(house.context.db, number), { waiting: 0, revoked: 5, passed: 0 });
  assert.equal((await requireSweep(house.context.db, number)).state, 'done');
  for (const one of numbers) {
    assert.equal(await stateOf(one), 'revoked');
    const told = await eventsAbout(house.context.db, [one]);
    assert.equal(told.filter(({ what }) => what === 'card.revoked').length, 1, 'once');
  }
  assert.match(await textOf(admin, at), /5／5 張/);
  assert.match(await textOf(admin, `${at}/cards.csv`), new RegExp(numbers[0] ?? ''));
});

test('the seed of made-up cards refuses a database that holds cards of people', async () => {
  await issueCard(house);
  await assert.rejects(seedCards(house.context, 1), RealCards);
});

function nextMinute(): void {
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
}
