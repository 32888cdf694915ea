import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { runHour } from '@kaika/authority/job/hour';
import { decide } from '@kaika/authority/office/decide';
import { mostDocuments } from '@kaika/authority/operation/document';
import { requireApplication } from '@kaika/authority/store/application';
import { documentsOf, findDocument } from '@kaika/authority/store/document';
import { eventsAbout } from '@kaika/authority/store/event';
import { keep } from '@kaika/authority/store/save';
import { signInSession } from '@kaika/authority/store/session';
import { ceremony } from '@kaika/registry/change';
import { appoint, type Officer } from '@kaika/registry/officer';
import { sql } from 'kysely';
import { openAuthority, type TestAuthority } from './authority.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const form = {
  kind: 'professional',
  name: '測試聯合會計師事務所',
  ubn: '90000012',
  address: '臺北市中正區測試路2號',
  contactName: '測試聯絡人',
  contactMail: 'contact@firm.example',
  contactPhone: '02-1234-5678',
};
const secrets = { userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code1', terms: 'yes', step: 'send' };

function pdf(more = ''): string {
  return `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${more} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.alloc(4))),
  chunk('IEND', new Uint8Array()),
]);

type Sent = readonly (readonly [name: string, content: string | Uint8Array])[];

/** Sends a form with files, as a browser does. */
async function send(path: string, fields: Readonly<Record<string, string>>, files: Sent = [], cookie = '') {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [name, content] of files) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    body.append('documents', new File([Uint8Array.from(bytes)], name, { type: 'application/pdf' }));
  }
  const init = { method: 'POST', body, headers: { origin: house.origin, cookie } };
  const response = await house.fetch(new Request(`${house.origin}${path}`, init));
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return { status: response.status, text: await response.text(), cookie: cookies.join('; ') };
}

function tokenIn(page: string): string {
  return /name="form" value="([\w-]{43})"/.exec(page)?.[1] ?? '';
}

async function numberFor(cookie: string): Promise<string> {
  const page = await house.fetch(new Request(`${house.origin}/apply/sent`, { headers: { cookie } }));
  return /A\d{15}/.exec(await page.text())?.[0] ?? '';
}

test('files survive every wrong field and every step, and become the application’s; the same one counts once', async () => {
  const files: Sent = [
    ['登記證明.pdf', pdf()],
    ['章程.png', png],
    ['again.pdf', pdf()],
  ];
  const wrong = await send('/apply', { ...form, ubn: '12345678', step: 'check' }, files);
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /登記證明\.pdf/);
  assert.match(wrong.text, /章程\.png/);
  assert.doesNotMatch(wrong.text, /again\.pdf/);
  const token = tokenIn(wrong.text);
  const review = await send('/apply', { ...form, form: token, step: 'check' });
  assert.match(review.text, /登記證明\.pdf/);
  const sent = await send('/apply', { ...form, ...secrets, form: token });
  assert.equal(sent.status, 303, sent.text);
  const number = await numberFor(sent.cookie);
  const kept = await documentsOf(house.context.db, number);
  assert.deepEqual(kept.map(({ name }) => name).sort(), ['登記證明.pdf', '章程.png'].sort());
  const events = (await eventsAbout(house.context.db, [number])).filter(
    ({ what }) => what === 'application.document-added',
  );
  assert.equal(events.length, 2);
});

test('a file is judged by its content: a program called PDF, a PDF with a script, an encrypted one, an empty one', async () => {
  const { text } = await send('/apply', { ...form, step: 'edit' });
  const token = tokenIn(text);
  for (const [content, said] of [
    ['MZ\x90 a program', /檔案不是PDF、JPEG或PNG/],
    ['<html><script>alert(1)</script>', /檔案不是PDF、JPEG或PNG/],
    [pdf('/OpenAction << /S /JavaScript /JS (app.alert) >>'), /PDF檔含有程式碼/],
    [pdf('/Encrypt 9 0 R'), /PDF檔已加密/],
    [png.subarray(0, 40), /檔案內容不完整或無法讀取/],
    ['', /檔案是空的/],
  ] as const) {
    const answer = await send('/apply', { ...form, form: token, step: 'upload' }, [['proof.pdf', content]]);
    assert.equal(answer.status, 422);
    assert.match(answer.text, said);
    assert.match(answer.text, /測試聯合會計師事務所/, 'what was typed is kept');
  }
  const long = await send('/apply', { ...form, form: token, step: 'upload' }, [
    ['long.pdf', Buffer.alloc(5 * 1024 * 1024 + 1, 0x20)],
  ]);
  assert.match(long.text, /檔案過大/);
});

test('no more than five; one that is removed makes room', async () => {
  const files: Sent = Array.from({ length: mostDocuments + 1 }, (_, at) => [`${at}.pdf`, pdf(`/X ${at}`)]);
  const full = await send('/apply', { ...form, step: 'upload' }, files);
  assert.equal(full.status, 422);
  assert.match(full.text, /檔案過多/);
  const id = /value="remove:([\w-]{36})"/.exec(full.text)?.[1] ?? '';
  const token = tokenIn(full.text);
  const removed = await send('/apply', { ...form, form: token, step: `remove:${id}` });
  assert.equal(removed.text.match(/value="remove:/g)?.length, mostDocuments - 1);
  const stranger = await send('/apply', { ...form, step: `remove:${id}` });
  assert.doesNotMatch(stranger.text, /value="remove:/, 'another form sees none of them');
});

test('a name cannot leave its line, its folder or its type', async () => {
  const answer = await send('/apply', { ...form, step: 'upload' }, [['../..\\a"\r\nb\u202egnp.exe', png]]);
  assert.match(answer.text, /abgnp\.png/);
});

test('an officer gets a file to save, that no browser runs; nobody else gets it', async () => {
  const uploaded = await send('/apply', { ...form, step: 'upload' }, [['證明.pdf', pdf('/Y 1')]]);
  const sent = await send('/apply', { ...form, ...secrets, form: tokenIn(uploaded.text) });
  const number = await numberFor(sent.cookie);
  const [document] = await documentsOf(house.context.db, number);
  assert.ok(document);
  const at = `${house.origin}/officer/applications/${number}/documents/${document.id}`;
  assert.equal((await house.fetch(new Request(at))).status, 303, 'whoever is no officer is sent to sign in');
  const answer = await house.fetch(new Request(at, { headers: { cookie: await officerCookie() } }));
  assert.equal(answer.status, 200);
  const headers = Object.fromEntries(answer.headers);
  assert.equal(headers['content-type'], 'application/pdf');
  assert.match(
    headers['content-disposition'] ?? '',
    /^attachment; filename\*=UTF-8''%E8%AD%89%E6%98%8E\.pdf$/,
  );
  assert.match(headers['content-security-policy'] ?? '', /sandbox/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(await answer.text(), pdf('/Y 1'));
  assert.equal(
    await findDocument(house.context.db, 'A202600000000000', document.id),
    null,
    'not by another number',
  );
});

test('a returned application takes more files; those of a form never sent are forgotten after a day', async () => {
  const first = await send('/apply', { ...form, ...secrets });
  const number = await numberFor(first.cookie);
  const reviewer = {
    noun: 'officer',
    version: 1,
    id: 'r',
    name: 'r',
    state: 'serving',
    roles: ['first-reviewer'],
  };
  const { version } = await requireApplication(house.context.db, number);
  const returned = { number, decision: 'return', reason: '請附證明文件', version } as const;
  await decide(house.context, returned, reviewer as unknown as Officer); // as much of one as the rules read
  const { userCode } = secrets;
  const proved = await send('/progress/applicant', { number, ubn: form.ubn, userCode, act: 'correct' });
  const more = await send(
    '/progress/correct',
    { ...form, step: 'check' },
    [['more.png', png]],
    proved.cookie,
  );
  assert.match(more.text, /more\.png/);
  await send('/apply', { ...form, step: 'upload' }, [['stray.pdf', pdf('/Z 1')]]);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 25 * 3600_000);
  await runHour(house.context);
  house.clock.now = now;
  const { rows } = await sql<{ name: string }>`select name from authority.document`.execute(house.context.db);
  assert.ok(!rows.some(({ name }) => name === 'stray.pdf'));
  assert.equal((await documentsOf(house.context.db, number)).length, 1);
});

/** The cookie of somebody who serves: signing in is another flow's test. */
async function officerCookie(): Promise<string> {
  const { db, now } = house.context;
  const about = { id: 'o1', name: '示範初審人員', roles: ['first-reviewer'], cardNumber: null } as const;
  await keep(db, appoint(about, ceremony, now()));
  const value = 'o'.repeat(43);
  const id = createHash('sha256').update(value).digest('hex');
  const expiresAt = new Date(now().getTime() + 3600_000);
  await signInSession(db, { before: '', id, officer: about.id, expiresAt }, now());
  return `officer=${value}`;
}
