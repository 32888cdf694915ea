import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { before, test } from 'node:test';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { parseCertificate } from '@kaika/pki/certificate';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { isSelfSigned, parseRequest } from '@kaika/pki/request';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { Halt, problemOf } from '../conversation/halt.ts';
import type { Asking } from '../conversation/screen.ts';
import {
  leave,
  openTable,
  type Script,
  sampleContext,
  scriptedFace,
  typed,
} from '../conversation/table.example.ts';
import type { LegacyContext } from './asker.ts';
import { bmpOf } from './bmp.ts';
import { openChallenges } from './challenge.ts';
import { legacyFailure } from './code.ts';
import { legacyJob, tellInfo } from './job.ts';
import { readPackage, readTbsPackage } from './package.ts';
import { openPendings } from './pending.ts';
import { serverVersion } from './version.ts';

const site = 'https://old.example.tw';
const version = '1.3.4.3';
const fixed = () => new Date('2026-11-21T09:00:00Z');
let sample: Sample;

before(async () => {
  const keys = { '9a': 'p256', '9c': 'rsa2048', '9d': 'p256', '9e': 'p256' } as const;
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z'), keys });
});

test('the version an old page compares as text is never too old for its platform', () => {
  const least = { Windows: '1.3.4.103339', 'Mac OS X': '1.3.4.13', 'X11; Linux x86_64': '1.3.4.3' };
  for (const [platform, required] of Object.entries(least)) {
    const found = serverVersion(`Mozilla/5.0 (${platform}) Chrome/156`);
    assert.ok(required.localeCompare(found) <= 0, platform);
  }
});

test('GetUserCert lists slots, card number and certificates in the old words', async () => {
  const { run } = stage();
  const info = await run({ func: 'GetUserCert', pin: 'ignored' });
  assert.equal(info.func, 'pkcs11info');
  assert.equal(info.ret_code, 0);
  assert.equal(info.serverVersion, version);
  const [slot, empty] = info.slots;
  assert.equal(slot.slotDescription, 'R');
  assert.equal(slot.token.serialNumber, sample.cardNumber);
  assert.deepEqual(
    slot.token.certs.map((cert: { label: string; usage: string; id: string }) => [
      cert.label,
      cert.usage,
      cert.id,
    ]),
    [
      ['cert1', 'digitalSignature', toBase64(bytes('SIGN'))],
      ['cert2', 'keyEncipherment|dataEncipherment', toBase64(bytes('KEYX'))],
    ],
  );
  assert.equal(slot.token.certs[0].certb64, toBase64(sample.produced.certificates['9c']));
  assert.match(slot.token.certs[0].subjectDN, /^C=TW,O=/);
  assert.equal(empty.token, null);
});

test('a site nobody trusts learns neither reader nor card number, in no way', async () => {
  const { run, context } = stage({ trusted: false });
  for (const func of ['GetUserCert', 'CheckEnvir']) {
    const answer = await run({ func });
    assert.equal(answer.ret_code, 0x7600000f);
    assert.equal(answer.slots, undefined);
  }
  const signed = await run({ func: 'MakeSignature', tbs: 'x' });
  assert.deepEqual([signed.func, signed.ret_code, signed.signature], ['sign', 0x7600000f, undefined]);
  const info = await tellInfo(asker(), false, context);
  assert.equal(JSON.stringify(info).includes(sample.cardNumber), false);
});

test('the picture’s bytes are the JSON, in ASCII, behind the header old pages know', () => {
  const picture = bmpOf({ func: 'pkcs11info', message: '讀卡機' });
  assert.equal(
    toBase64(picture.subarray(0, 54)),
    'Qk2mFwAAAAAAADYAAAAoAAAA0AcAAAEAAAABABgAAAAAAHAXAAAAAAAAAAAAAAAAAAAAAAAA',
  );
  assert.equal(picture.length, 6054);
  const text = Buffer.from(picture.subarray(54)).toString('latin1').replace(/\0+$/, '');
  assert.ok([...text].every((sign) => sign.charCodeAt(0) < 128));
  assert.deepEqual(JSON.parse(text), { func: 'pkcs11info', message: '讀卡機' });
  assert.throws(() => bmpOf('x'.repeat(6000)), RangeError);
});

test('MakeSignature PKCS1 is the bare signature, with the card number and the certificate', async () => {
  const { run } = stage();
  const signed = await run({
    func: 'MakeSignature',
    tbs: '簽章內容',
    hashAlgorithm: 'SHA256',
    pin: '00000000',
  });
  assert.equal(signed.ret_code, 0);
  assert.equal(signed.cardSN, sample.cardNumber);
  const { spki } = parseCertificate(fromBase64(signed.certb64));
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  assert.ok(verify('sha256', bytes('簽章內容'), key, fromBase64(signed.signature)));
});

test('MakeSignature PKCS7 holds the content, and nonce, card number and time when asked', async () => {
  const { run } = stage();
  const signed = await run({
    func: 'MakeSignature',
    tbs: toBase64(bytes('content')),
    tbsEncoding: 'base64',
    signatureType: 'PKCS7',
    hashAlgorithm: 'SHA256',
    nonce: '12345',
    withCardSN: 'true',
    withSigningTime: 'true',
  });
  const cms = parseSignedData(fromBase64(signed.signature));
  assert.deepEqual(cms.content && Buffer.from(cms.content).toString(), 'content');
  const [signer] = verifySignedData(cms);
  assert.deepEqual(signer?.signingTime, new Date('2026-11-21T09:00:00Z'));
  assert.ok(signer?.attributes.has('1.2.840.113549.1.9.25.3'));
  assert.ok(signer?.attributes.has('2.16.886.1.100.2.204'));
});

test('RAW is for sites that may, and SHA-1 for none', async () => {
  const digest = toBase64(new Uint8Array(32));
  const raw = { func: 'MakeSignature', tbs: digest, signatureType: 'RAW', hashAlgorithm: 'SHA256' };
  assert.equal((await stage().run(raw)).ret_code, 0x7600000f);
  assert.equal((await stage({ mayRaw: true }).run(raw)).ret_code, 0);
  assert.equal(
    (await stage().run({ func: 'MakeSignature', tbs: 'x', hashAlgorithm: 'SHA1' })).ret_code,
    0x76300002,
  );
});

test('what is missing or unknown has the old codes', async () => {
  const { run } = stage();
  assert.equal((await run({ func: 'MakeSignature' })).ret_code, 0x76000003);
  assert.equal((await run({ func: 'MakeSignature', tbs: '__NotExistedTag__' })).ret_code, 0x76000003);
  assert.equal((await run({ func: 'FormatDisk' })).ret_code, 0x7600000e);
  const broken = { func: 'MakeSignature', tbs: '%%%', tbsEncoding: 'base64' };
  assert.equal((await run(broken)).ret_code, 0x76600002);
});

test('cancelled and blocked have the old codes', () => {
  const job = legacyJob(readPackage('{"func":"MakeSignature"}') ?? assert.fail(), asker(), stage().context);
  const told = (code: string) => JSON.parse(String(job.refuse({ code })));
  assert.equal(told('agent.cancelled').ret_code, 0x76000999);
  assert.deepEqual([told('pin.blocked').ret_code, told('pin.blocked').last_error], [0x76100006, 0xa4]);
  assert.equal(told('pin.blocked').func, 'sign');
  assert.equal(told('task.used').ret_code, 0x82000119);
  assert.equal(told('request.failed').ret_code, 0x81000301);
});

test('a person who leaves ends an old signature too', async () => {
  const { job } = stage();
  await assert.rejects(job({ func: 'MakeSignature', tbs: 'x' }, { ask: leave }), Halt);
});

test('packages of every age are read, and a PIN in one is not', () => {
  const plain = readPackage(JSON.stringify({ func: 'MakeSignature', tbs: 'a%2Bb', pin: '123456' }));
  assert.equal(plain?.value('tbs'), 'a+b');
  assert.equal(plain?.value('pin'), null);
  assert.equal(readPackage(JSON.stringify({ func: 'x', tbs: '100%' }))?.value('tbs'), '100%');
  const form = `tbsPackage=${JSON.stringify({ func: 'x', tbs: 'a&b' })}`;
  assert.equal(readTbsPackage(form)?.value('tbs'), 'a&b');
  assert.equal(readTbsPackage(`tbsPackage=${encodeURIComponent('{"func":"y"}')}`)?.func, 'y');
  for (const text of ['', 'x', '7', 'null', '[]']) assert.equal(readPackage(text), null);
  for (const text of ['{}', '{"func":7}']) assert.equal(readPackage(text)?.func, '');
});

test('a PIN that a page sends is used only where the policy says so, and the person still agrees', async () => {
  const order = { func: 'MakeSignature', tbs: 'x', pin: sample.pin };
  const kinds: string[] = [];
  const watched = (screen: Asking) => {
    kinds.push(screen.kind);
    return screen.kind === 'approve' ? typed({}, 'agree') : typed({ pin: sample.pin });
  };
  await stage().job(order, { ask: watched });
  assert.deepEqual(kinds, ['pin']);
  await stage({ mayPin: true }).job(order, { ask: watched });
  assert.deepEqual(kinds, ['pin', 'approve']);
  const disagreed = stage({ mayPin: true }).job(order, { ask: () => typed({}, 'cancel') });
  await assert.rejects(disagreed, Halt);
});

test('a wrong PIN of a page has the old numbers of tries, and a page never spends the last', async () => {
  const { job } = stage({ mayPin: true });
  const kinds: string[] = [];
  const ask = (screen: Asking) => {
    kinds.push(screen.kind);
    return screen.kind === 'approve' ? typed({}, 'agree') : leave();
  };
  const told = async () => {
    const error = await job({ func: 'MakeSignature', tbs: 'x', pin: '00000000' }, { ask }).catch(
      (thrown: unknown) => thrown,
    );
    const problem = problemOf(error) ?? assert.fail(String(error));
    const { ret_code, last_error } = legacyFailure(problem, 'zh-TW');
    return [ret_code, last_error];
  };
  assert.deepEqual(await told(), [0x76100006, -2147483646]);
  assert.deepEqual(await told(), [0x76100006, -2147483647]);
  assert.deepEqual(await told(), [0x76000999, 0]);
  assert.deepEqual(kinds, ['approve', 'approve', 'pin']);
});

test('only the signature key signs, and an expired certificate does not where the page asks', async () => {
  const { run } = stage();
  const keyOf = (name: string) => toBase64(bytes(name));
  const order = { func: 'MakeSignature', tbs: 'x', keyidb64: keyOf('KEYX') };
  assert.equal((await run(order)).ret_code, 0x7610000d);
  assert.equal((await run({ ...order, keyidb64: keyOf('SIGN'), checkValidity: 'true' })).ret_code, 0);
  const late = { now: () => new Date('2099-01-01T00:00:00Z') };
  assert.equal(
    (await stage(late).run({ ...order, keyidb64: '', checkValidity: 'true' })).ret_code,
    0x76500002,
  );
});

test('makeCsr proves the key by its own signature', async () => {
  const { run } = stage();
  for (const [keyid, slot] of [
    ['SIGN', '9c'],
    ['AUTH', '9a'],
  ] as const) {
    const answer = await run({ func: 'makeCsr', keyid });
    assert.deepEqual([answer.func, answer.ret_code], ['csr', 0]);
    const request = parseRequest(fromBase64(answer.csr));
    assert.ok(isSelfSigned(request));
    assert.deepEqual(request.spki, parseCertificate(sample.produced.certificates[slot]).spki);
  }
  assert.equal((await run({ func: 'makeCsr', keyid: 'KEYX' })).ret_code, 0x7610000d);
});

test('a challenge is for one signature and one origin', async () => {
  const { run, context } = stage();
  const { func, challenge } = await run({ func: 'getChallenge' });
  assert.equal(func, 'getChallenge');
  const signed = await run({ func: 'umakeSig', tbs: 'x', challenge });
  assert.deepEqual([signed.func, signed.ret_code, signed.data.cardSN], ['umakeSig', 0, sample.cardNumber]);
  assert.equal((await run({ func: 'umakeSig', tbs: 'x', challenge })).ret_code, 0x77301031);
  const foreign = context.challenges.draw('https://other.example.tw');
  assert.equal((await run({ func: 'umakeSig', tbs: 'x', challenge: foreign })).ret_code, 0x77301031);
  assert.equal((await run({ func: 'umakeSig', challenge: 'x' })).ret_code, 0x77301035);
});

test('a page writes no certificate and unblocks no card by itself', async () => {
  const { run } = stage();
  const written = await run({ func: 'writecert', type: 'SIGN', value: 'x' });
  assert.deepEqual([written.func, written.ret_code], ['writeCert', 0x77200102]);
  const gtest = await run({ func: 'unblockCardGTestCA', readername: 'R', cardid: sample.cardNumber });
  assert.deepEqual([gtest.func, gtest.ret_code], ['unblockCardGTestCA', 0x83000107]);
});

test('changeUserPINCode takes both PINs from our window', async () => {
  const { job, run } = stage();
  const cardid = sample.cardNumber;
  assert.equal((await run({ func: 'changeUserPINCode' })).ret_code, 0x77301027);
  const newPin = '48151623';
  const asked: unknown[] = [];
  const replies = [
    { oldPin: sample.pin, newPin, newPinAgain: '48151624' },
    { oldPin: '00000000', newPin, newPinAgain: newPin },
    { oldPin: sample.pin, newPin, newPinAgain: newPin },
  ];
  const text = await job(
    { func: 'changeUserPINCode', cardid, newpin: '11112222', pin: '33334444' },
    {
      ask(screen) {
        asked.push(screen.kind === 'change-pin' && [screen.triesLeft, screen.problem?.code]);
        return typed(replies.shift() ?? leave());
      },
    },
  );
  const answer = JSON.parse(String(text));
  assert.deepEqual([answer.func, answer.ret_code], ['changeUserPINCode', 0]);
  assert.deepEqual(asked, [
    [3, undefined],
    [3, 'pin.mismatch'],
    [2, 'pin.wrong'],
  ]);
  assert.equal((await run({ func: 'MakeSignature', tbs: 'x' }, newPin)).ret_code, 0);
});

function asker(may: { readonly mayRaw?: boolean; readonly mayPin?: boolean } = {}) {
  return { origin: site, version, language: 'zh-TW', mayRaw: false, mayPin: false, ...may } as const;
}

type Staged = {
  readonly trusted?: boolean;
  readonly now?: () => Date;
  readonly mayRaw?: boolean;
  readonly mayPin?: boolean;
};

function stage({ trusted = true, now = fixed, ...may }: Staged = {}) {
  const table = openTable('R', 'R2');
  table.put('R', fromState(sample.card.toState()));
  const context: LegacyContext = {
    ...sampleContext(table, { policy: { origins: trusted ? [site] : [] }, now }),
    pendings: openPendings(now),
    challenges: openChallenges(now),
    post: () => Promise.reject(new Halt('request.failed')),
  };
  const job = (parameters: Record<string, string>, script: Script = {}) => {
    const request = readPackage(JSON.stringify(parameters)) ?? assert.fail('no package');
    const face = scriptedFace(site, { ask: () => typed({ pin: sample.pin }), ...script });
    return legacyJob(request, asker(may), context).run(face);
  };
  return {
    context,
    job,
    run: async (parameters: Record<string, string>, pin = sample.pin) =>
      JSON.parse(String(await job(parameters, { ask: () => typed({ pin }) }))),
  };
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text));
}
