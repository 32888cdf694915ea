import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '@kaika/authority/context';
import { challengeFor, proveHolder } from '@kaika/authority/operation/accept';
import { proveApplicant } from '@kaika/authority/operation/applicant';
import { mailCode, takeMailCode } from '@kaika/authority/operation/mailcode';
import { mostGuesses, networkOf } from '@kaika/authority/route/limit';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';
import { readOutbox } from './outbox.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority({ limits: true, addressHeader: 'x-real-ip' });
});
after(() => house[Symbol.asyncDispose]());

let addresses = 0;

/** Somebody at an address of their own, or at a given one. */
function visitor(address = `192.0.2.${++addresses}`) {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = {
      origin: house.origin,
      'x-real-ip': address,
      ...Object.fromEntries(new Headers(init.headers)),
    };
    return house.fetch(new Request(`${house.origin}${path}`, { ...init, headers }));
  };
  const send = (path: string, fields: Readonly<Record<string, string>>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { ask, send };
}

/** How often it can be asked before the answer is that it was too often. */
async function askedUntilTold(ask: () => Promise<Response>, most: number): Promise<number> {
  for (let count = 0; count <= most; count += 1) {
    const { status } = await ask();
    if (status === 429) return count;
  }
  return assert.fail(`no limit at ${most}`);
}

/** An answer without what is drawn anew for each. */
async function plain(answer: Response): Promise<string> {
  const text = await answer.text();
  return `${answer.status} ${text
    .replace(/nonce="[^"]+"/g, '')
    .replace(/kaika challenge [^<"]+/g, 'challenge')
    .replace(/value="[^"]*"/g, '')}`;
}

const form = {
  kind: 'professional',
  name: '測試聯合會計師事務所',
  ubn: '90000012',
  address: '臺北市中正區測試路2號',
  contactName: '測試聯絡人',
  contactMail: 'contact@firm.example',
  contactPhone: '02-1234-5678',
};

async function applied(): Promise<string> {
  const { ask, send } = visitor();
  const secrets = { userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code1', terms: 'yes', step: 'send' };
  const sent = await send('/apply', { ...form, ...secrets });
  const cookie = sent.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return /A\d{15}/.exec(await (await ask('/apply/sent', { headers: { cookie } })).text())?.[0] ?? '';
}

test('progress: a wrong number and a wrong 統一編號 get the same page, and there is an end to asking', async () => {
  const number = await applied();
  const { send } = visitor();
  const unknown = await plain(await send('/progress', { number: 'A202600000000000', ubn: form.ubn }));
  const wrongUbn = await plain(await send('/progress', { number, ubn: '00000011' }));
  assert.equal(unknown, wrongUbn);
  const other = visitor();
  const count = await askedUntilTold(() => other.send('/progress', { number, ubn: '00000011' }), 60);
  assert.equal(count, 30);
  assert.equal(
    (await visitor().send('/progress', { number, ubn: form.ubn })).status,
    200,
    'others are not kept out',
  );
});

test('certificate query: an unknown number and a name nobody has get the same page, and there is an end to asking', async () => {
  const { ask } = visitor();
  const unknown = await plain(await ask('/certificate?q=XC00000000000000'));
  const serial = await plain(await ask('/certificate?q=00112233445566778899aabbccddeeff'));
  const [one, other] = [unknown, serial].map((page) =>
    page.replaceAll(/XC0+|00112233445566778899aabbccddeeff/g, ''),
  );
  assert.equal(one, other);
  const { ask: again } = visitor();
  assert.equal(await askedUntilTold(() => again('/certificate?q=XC00000000000000'), 90), 60);
});

test('receipts cannot be counted through', async () => {
  const { ask } = visitor();
  assert.equal(await askedUntilTold(() => ask('/receipt/R20261121000000001'), 200), 120);
});

test('mailed codes: a card and no card get the same answer, the same number of times from anywhere, and one mail', async () => {
  const { number } = await issueCard(house);
  const askFor = (cardNumber: string) => visitor().send('/mail-code', { operation: 'suspend', cardNumber });
  for (let count = 0; count < 3; count += 1) {
    const [known, unknown] = [await askFor(number), await askFor('XC99999999999999')];
    assert.deepEqual([known.status, unknown.status], [303, 303]);
  }
  const [known, unknown] = [await plain(await askFor(number)), await plain(await askFor('XC99999999999999'))];
  assert.equal(known, unknown);
  assert.match(known, /^429/);
  const one = visitor();
  let card = 0;
  const everyCard = () =>
    one.send('/mail-code', { operation: 'suspend', cardNumber: `XC${String(++card).padStart(14, '0')}` });
  assert.equal(await askedUntilTold(everyCard, 20), 10, 'one address asks for so many cards and no more');
  assert.ok(readOutbox(house.config.folder, 'mail-code').length <= 4);
});

test('acceptance: a number under which something waits and one that is made up get the same pages', async () => {
  const { send } = visitor();
  const answer = async (number: string) => {
    const first = await plain(await send('/accept', { number, step: 'number' }));
    const challenge = challengeFor(house.context, number);
    const said = { number, challenge, signature: 'AAAA', userCode: 'Firm-Code1', step: 'prove' };
    return `${first} ${await plain(await send('/accept', said))}`.replaceAll(number, '');
  };
  assert.equal(await answer(await applied()), await answer('A202600000000000'));
});

test('user codes: so many wrong ones from one address, over all cards and pages together, and no more', async () => {
  const thief = visitor('203.0.113.7');
  const cards = [await issueCard(house), await issueCard(house)];
  const numbers = [await applied(), await applied(), await applied()];
  let wrong = 0;
  const guess = async (work: () => Promise<Response>) => {
    const { status } = await work();
    if (status !== 429) wrong += 1;
    return status;
  };
  for (const number of numbers) {
    for (let count = 0; count < 3; count += 1) {
      const said = { number, ubn: form.ubn, userCode: 'guess-12', act: 'withdraw' };
      await guess(() => thief.send('/progress/applicant', said));
    }
  }
  assert.equal(wrong, 9);
  for (const { number } of cards) {
    const asked = await visitor().send('/mail-code', { operation: 'suspend', cardNumber: number });
    const at = asked.headers.get('location') ?? '';
    for (let count = 0; count < 3; count += 1) {
      await guess(() => thief.send(at, { code: '0000 0000', userCode: 'guess-12' }));
    }
  }
  assert.equal(wrong, mostGuesses);
  house = await house.restart();
  const right = { number: numbers[0] ?? '', ubn: form.ubn, userCode: 'Firm-Code1', act: 'withdraw' };
  assert.equal(
    (await visitor('203.0.113.7').send('/progress/applicant', right)).status,
    429,
    'a restart forgets nothing',
  );
  assert.equal(
    (await visitor().send('/progress/applicant', right)).status,
    303,
    'whoever has the code is not kept out',
  );
});

test('right codes are not counted', async () => {
  const number = await applied();
  const owner = visitor();
  const right = { number, ubn: form.ubn, userCode: 'Firm-Code1', act: 'withdraw' };
  for (let count = 0; count < 8; count += 1) {
    assert.equal((await owner.send('/progress/applicant', right)).status, 303);
  }
});

test('guessing one application from many addresses ends as well', async () => {
  const number = await applied();
  const said = { number, ubn: form.ubn, userCode: 'guess-12', act: 'withdraw' };
  const count = await askedUntilTold(() => visitor().send('/progress/applicant', said), 20);
  assert.equal(count, 5);
});

test('an IPv6 network is one address, however many of its own it uses', async () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::1'));
  assert.equal(networkOf('2001:db8::1%eth0'), '2001:db8:0:0::/64');
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
  let host = 0;
  const anew = () => visitor(`2001:db8:7:7::${(++host).toString(16)}`).ask('/certificate?q=XC00000000000000');
  assert.equal(await askedUntilTold(anew, 90), 60);
});

test('the same work for what is there and what is not: a hash where a code is typed, none where no code was asked for', async () => {
  const { number } = await issueCard(house);
  const application = await applied();
  const hashes = async (work: (context: Context) => Promise<unknown>) => {
    let count = 0;
    const { codes } = house.context;
    const counting = {
      ...codes,
      matches: (code: string, hash: string) => {
        count += 1;
        return codes.matches(code, hash);
      },
    };
    await work({ ...house.context, codes: counting }).catch(() => undefined);
    return count;
  };
  const byMail = async (cardNumber: string) => {
    const id = await mailCode(house.context, { operation: 'suspend', cardNumber, reason: null });
    return hashes((context) => takeMailCode(context, id, { code: '00000000', userCode: 'guess-12' }));
  };
  assert.deepEqual([await byMail(number), await byMail('XC99999999999990')], [1, 1]);
  const byNumber = (asked: string, ubn: string) =>
    hashes((context) => proveApplicant(context, { number: asked, ubn, userCode: 'guess-12' }));
  assert.deepEqual([await byNumber(application, '00000011'), await byNumber('A1', form.ubn)], [0, 0]);
  const byKey = (asked: string) =>
    hashes((context) =>
      proveHolder(context, {
        number: asked,
        challenge: challengeFor(context, asked),
        signature: 'AAAA',
        userCode: 'guess-12',
      }),
    );
  assert.deepEqual([await byKey(application), await byKey('A202600000000000')], [0, 0]);
});
