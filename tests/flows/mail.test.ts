import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeMail } from '@kaika/authority/operation/writemail';
import { writingId } from '@kaika/authority/operation/writing';
import { rewriteCard } from '@kaika/authority/production/rewrite';
import { findCard, requireCard } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { requireWriting } from '@kaika/authority/store/writing';
import { equal } from '@kaika/bytes/bytes';
import { CardError } from '@kaika/card/error';
import { authenticateManagement, type ManagementKey, setManagementKey } from '@kaika/card/management';
import { modelOf } from '@kaika/card/model';
import { readCertificate, readObject, select, writeObject } from '@kaika/card/object';
import { objects, type Slot, slots } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import { subjectAltNameOf } from '@kaika/pki/alternative-name';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { mailOf } from '@kaika/pki/general-name';
import { fromState, type Softcard } from '@kaika/softcard/softcard';
import { taskIssued } from '@kaika/wire/task';
import { type IssuedCard, openAuthority, post, Refused, type TestAuthority } from './authority.ts';
import { linkMailedBy, recipientsOf } from './link.ts';
import { waitForMail } from './outbox.ts';
import {
  activeCard,
  askStatus,
  type Browser,
  makeProof,
  openBrowser,
  proveWith,
  readReceipt,
} from './proof.ts';
import { relay } from './relay.ts';

let house: TestAuthority;
/** Written again and again, each time for another address; what spoils a card has one of its own. */
let shared: IssuedCard;
before(async () => {
  house = await openAuthority();
  shared = await activeCard(house);
});
after(() => house[Symbol.asyncDispose]());

let addresses = 0;
const bearing: readonly Slot[] = ['9a', '9c', '9d'];

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

/** The card asks for an address by card and PIN. Answers the link mailed to it. */
async function asked(issued = shared) {
  const mail = `office-${++addresses}@firm.example`;
  const browser = openBrowser(house);
  const link = await linkMailedBy(house, 'mail-confirm', () => ask(browser, issued, mail));
  return { issued, mail, browser, link };
}

function ask(browser: Browser, { card }: IssuedCard, mail: string): Promise<string> {
  return proveWith(house, browser, card, { operation: 'mail', parameters: { mail } });
}

async function confirmed(issued = shared) {
  const done = await asked(issued);
  assert.equal((await done.browser.send(done.link, {})).status, 303);
  return done;
}

function secretOf(link: string): string {
  return link.split('/').at(-1) ?? '';
}

async function taskOf(browser: Browser, link: string) {
  return taskIssued.parse(await browser.post('/api/mail/task', { secret: secretOf(link) }));
}

async function write(browser: Browser, link: string, card: Transport): Promise<string> {
  return relay(browser, await taskOf(browser, link), card);
}

async function onCard(card: Transport): Promise<ReadonlyMap<Slot, Certificate>> {
  await select(card);
  const held = new Map<Slot, Certificate>();
  for (const slot of slots) held.set(slot, parseCertificate(await readCertificate(card, slot)));
  return held;
}

function mailsIn(certificate: Certificate | undefined): readonly (string | undefined)[] {
  return (certificate ? (subjectAltNameOf(certificate) ?? []) : []).map(mailOf);
}

/** Every object of the card is a whole certificate that the authority issued to it and that is valid now. */
async function assertWhole({ card, number }: Pick<IssuedCard, 'card' | 'number'>): Promise<void> {
  const records = await certificatesOfCard(house.context.db, number);
  for (const [slot, certificate] of await onCard(card)) {
    const known = records.find(({ serial }) => serial === certificate.serialNumber);
    assert.ok(known?.der && equal(known.der, certificate.der), slot);
    assert.equal(known.state, 'good', slot);
  }
}

function managementOf({ productionId }: { readonly productionId: string }): ManagementKey {
  return house.context.secrets.management({ productionId, version: 1 }, modelOf('softcard'));
}

test('a confirmed address is written: same keys, new certificates, old ones superseded, with receipt, mail and events', async () => {
  const { issued, mail, browser, link } = await asked();
  const before = await onCard(issued.card);
  assert.match(await (await browser.get(link)).text(), /確認信箱/);
  await browser.send(link, {});
  assert.match(await (await browser.get(link)).text(), /將信箱寫入卡片/);
  const href = await write(browser, link, issued.card);
  const receipt = await readReceipt(browser, href);
  assert.equal(receipt.what, 'card.mail-written');
  const after = await onCard(issued.card);
  for (const slot of bearing) {
    assert.deepEqual(mailsIn(after.get(slot)), [mail]);
    assert.deepEqual(after.get(slot)?.spki, before.get(slot)?.spki);
    assert.notEqual(after.get(slot)?.serialNumber, before.get(slot)?.serialNumber);
    assert.deepEqual(after.get(slot)?.notAfter, before.get(slot)?.notAfter);
  }
  assert.equal(after.get('9e')?.serialNumber, before.get('9e')?.serialNumber, 'presence names no address');
  const states = new Map(
    (await certificatesOfCard(house.context.db, issued.number)).map(({ serial, state }) => [serial, state]),
  );
  for (const slot of bearing) {
    assert.equal(states.get(before.get(slot)?.serialNumber ?? ''), 'superseded');
    assert.equal(states.get(after.get(slot)?.serialNumber ?? ''), 'good');
  }
  assert.equal(await askStatus(house, issued), 'good');
  assert.match(await waitForMail(house.config.folder, 'mail-written'), new RegExp(issued.number));
  assert.ok(recipientsOf(house, 'mail-confirm').includes(mail));
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  for (const what of ['writing.asked', 'writing.confirmed', 'writing.issued', 'card.mail-written'] as const) {
    assert.ok(told.includes(what), what);
  }
  assert.equal((await browser.get(link)).headers.get('location'), href.replace(house.origin, ''));
});

test('every login of the organisation keeps working: the new certificate is of the same card and organisation', async () => {
  const { issued, browser, link } = await confirmed();
  const statusOf = async () => {
    const certificate = (await onCard(issued.card)).get('9a');
    const response = await house.fetch(
      new Request(`${house.origin}/api/card-status`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${house.config.clients.cardStatusSecret}`,
        },
        body: JSON.stringify({ certificate: Buffer.from(certificate?.der ?? []).toString('base64') }),
      }),
    );
    const { cardNumber, organisation, certificate: status } = await response.json();
    return { cardNumber, organisation, status: status.status };
  };
  const before = await statusOf();
  await write(browser, link, issued.card);
  assert.deepEqual(await statusOf(), before);
  const href = await proveWith(house, browser, issued.card, { operation: 'suspend' });
  assert.equal((await readReceipt(browser, href)).what, 'card.suspended');
  await proveWith(house, browser, issued.card, { operation: 'resume' });
});

test('an address that is not confirmed is not written, nor by a link that is over or was replaced', async () => {
  const { issued, browser, link } = await asked();
  const held = (await onCard(issued.card)).get('9a')?.serialNumber;
  await assert.rejects(taskOf(browser, link), refused('mail.not-confirmed'));
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 24 * 3600_000 + 1);
  assert.equal((await browser.send(link, {})).status, 410);
  assert.match(await (await browser.get(link)).text(), /link\.expired/);
  house.clock.now = now;
  const newer = await linkMailedBy(house, 'mail-confirm', () => ask(browser, issued, 'other@firm.example'));
  assert.match(await (await browser.get(link)).text(), /link\.used/);
  await browser.send(newer, {});
  await assert.rejects(taskOf(browser, link), refused('link.used'));
  assert.match(await (await browser.get('/mail/link/made-up')).text(), /link\.unknown/);
  assert.equal((await onCard(issued.card)).get('9a')?.serialNumber, held);
});

test('the address that the certificates bear is refused, and so is what is no address', async () => {
  const { issued, mail, browser, link } = await confirmed();
  await write(browser, link, issued.card);
  await assert.rejects(ask(browser, issued, mail), refused('mail.same'));
  await assert.rejects(ask(browser, issued, 'nowhere'), refused('request.malformed'));
  const response = await browser.send('/mail', { mail: 'nowhere' });
  assert.equal(response.status, 422);
  assert.match(await response.text(), /電子郵件地址格式不正確/);
});

test('another card is not written, nor by another browser', async () => {
  const { issued, browser, link } = await confirmed();
  const other = await activeCard(house);
  await assert.rejects(write(browser, link, other.card), refused('task.mismatch'));
  const task = await taskOf(browser, link);
  await assert.rejects(relay(openBrowser(house), task, issued.card), refused('task.superseded'));
  const newer = await taskOf(browser, link);
  await assert.rejects(relay(browser, task, issued.card), refused('task.superseded'));
  await relay(browser, newer, issued.card);
});

test('cut at each command in a row, the card is whole every time and the last run finishes', async () => {
  const { issued, mail, browser, link } = await confirmed();
  const id = writingId(secretOf(link));
  const run = () => writeMail(house.context, issued.card, { id, progress: () => {} });
  let cuts = 0;
  for (; ; cuts += 1) {
    issued.card.unplugAfter(cuts, 'after');
    const cut = await run().then(() => null, told);
    issued.card.powerOn();
    if (cut === null) break;
    await assertWhole(issued);
  }
  assert.ok(cuts > 20, `${cuts} cuts`);
  await assertWhole(issued);
  assert.deepEqual(mailsIn((await onCard(issued.card)).get('9d')), [mail]);
  assert.equal((await browser.get(link)).status, 303);
});

/** What a torn card throws; anything else is a fault. */
function told(error: unknown): CardError {
  assert.ok(error instanceof CardError, String(error));
  return error;
}

test('torn out after any single command of a writing, each object is the old or the new whole, and another run finishes', async () => {
  const issued = await activeCard(house);
  const old = await onCard(issued.card);
  const card = await requireCard(house.context.db, issued.number);
  const fresh = await newCertificates(issued);
  const state = issued.card.toState();
  const presence = old.get('9e')?.der ?? new Uint8Array();
  const run = (on: Softcard) =>
    rewriteCard(on, {
      guid: card.guid ?? '',
      presence,
      management: () => managementOf(card),
      certificates: async () => fresh,
      progress: () => {},
    });
  let cuts = 0;
  for (; ; cuts += 1) {
    const on = fromState(state);
    on.unplugAfter(cuts, 'after');
    const cut = await run(on).then(() => null, told);
    if (cut === null) break;
    on.powerOn();
    for (const [slot, { der }] of await onCard(on)) {
      const whole = [old.get(slot)?.der, fresh.get(slot)].some((one) => one && equal(der, one));
      assert.ok(whole, `${slot} after ${cuts}`);
    }
    await run(on);
    const end = await onCard(on);
    for (const [slot, der] of fresh) assert.ok(equal(end.get(slot)?.der ?? new Uint8Array(), der));
    assert.ok(equal(end.get('9e')?.der ?? new Uint8Array(), presence));
  }
  assert.ok(cuts > 30, `${cuts} commands`);
});

/** What a writing would put on the card: made by a writing to a copy of it. */
async function newCertificates(issued: IssuedCard): Promise<ReadonlyMap<Slot, Uint8Array>> {
  const { browser, link } = await confirmed(issued);
  const copy = fromState(issued.card.toState());
  await write(browser, link, copy);
  const held = await onCard(copy);
  return new Map(bearing.map((slot) => [slot, held.get(slot)?.der ?? new Uint8Array()]));
}

test('an authority that was started again in the middle knows nothing of the run, and the task begins anew', async () => {
  const { issued, browser, link } = await confirmed();
  const task = await taskOf(browser, link);
  const say = (sequence: number) =>
    browser.post(`/api/task/${task.id}/relay`, { task: task.id, sequence, answers: ['kAA='] });
  await assert.rejects(say(7), refused('task.half-way'));
  await relay(browser, task, issued.card);
  await assertWhole(issued);
});

test('pulled half-way through the relay, the same task begins anew; a torn object is written again', async () => {
  const { issued, browser, link } = await confirmed();
  const task = await taskOf(browser, link);
  issued.card.unplugAfter(30, 'before');
  await assert.rejects(relay(browser, task, issued.card), CardError);
  issued.card.powerOn();
  const { productionId } = await requireCard(house.context.db, issued.number);
  await select(issued.card);
  await authenticateManagement(issued.card, managementOf({ productionId }));
  await writeObject(issued.card, 0x5fc105, Uint8Array.of(0x70, 0x82, 0x03));
  issued.card.powerOff();
  issued.card.powerOn();
  await relay(browser, task, issued.card);
  await assertWhole(issued);
});

test('asked again after a cut, the confirmed address needs no second mail, and the certificates issued are used', async () => {
  const { issued, mail, browser, link } = await confirmed(await activeCard(house));
  issued.card.unplugAfter(40, 'after');
  await assert.rejects(write(browser, link, issued.card), CardError);
  issued.card.powerOn();
  const { serials } = await requireWriting(house.context.db, writingId(secretOf(link)));
  assert.equal(serials.length, 3);
  const again = await ask(browser, issued, mail);
  assert.match(again, /^\/mail\/link\//);
  assert.match(await (await browser.get(again)).text(), /上次寫入沒有完成/);
  await write(browser, again, issued.card);
  assert.ok(serials.includes((await onCard(issued.card)).get('9a')?.serialNumber ?? ''));
  await assertWhole(issued);
});

test('killed while the end is kept, both certificates stay valid and the next run finishes', async () => {
  const { issued, browser, link } = await confirmed();
  const id = writingId(secretOf(link));
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(writeMail(dying, issued.card, { id, progress: () => {} }), /killed/);
  await assertWhole(issued);
  house = await house.restart();
  const href = await write(openBrowser(house), link, issued.card);
  assert.equal((await readReceipt(browser, href)).what, 'card.mail-written');
  await assertWhole(issued);
});

test('a card that was suspended meanwhile is not written, and is finished once it is resumed', async () => {
  const { issued, browser, link } = await confirmed();
  await proveWith(house, browser, issued.card, { operation: 'suspend' });
  await assert.rejects(write(browser, link, issued.card), refused('card.suspended'));
  await proveWith(house, browser, issued.card, { operation: 'resume' });
  await write(browser, link, issued.card);
  await assertWhole(issued);
});

test('a card whose management key is another is refused and left as it was', async () => {
  const { issued, browser, link } = await confirmed(await activeCard(house));
  const { productionId } = await requireCard(house.context.db, issued.number);
  await select(issued.card);
  await authenticateManagement(issued.card, managementOf({ productionId }));
  await setManagementKey(issued.card, { algorithm: 'aes256', key: new Uint8Array(32).fill(7) });
  await assert.rejects(write(browser, link, issued.card), refused('card.not-writable'));
  assert.equal((await findCard(house.context.db, issued.number))?.state, 'active');
  await assertWhole(issued);
});

test('a card that holds something else after the writing is suspended at once, and its contact is told', async () => {
  const { issued, browser, link } = await confirmed(await activeCard(house));
  const task = await taskOf(browser, link);
  await assert.rejects(relay(browser, task, meddling(issued.card)), refused('card.altered'));
  assert.equal((await findCard(house.context.db, issued.number))?.state, 'suspended');
  assert.equal(await askStatus(house, issued), 'revoked certificateHold');
  await waitForMail(house.config.folder, 'card-altered');
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  assert.ok(told.includes('card.altered'));
});

/** A hostile machine that writes another CHUID inside the open session, after the last certificate. */
function meddling(card: Softcard): Transport {
  let writes = 0;
  return {
    transmit: async (command) => {
      const answer = await card.transmit(command);
      if (command[0] === 0x00 && command[1] === 0xdb) writes += 1;
      if (writes === bearing.length && command[0] === 0x00 && command[1] === 0xdb) {
        const content = (await readObject(card, objects.capability)).slice();
        content[content.length - 20] = 0x55;
        await writeObject(card, objects.capability, content);
      }
      return answer;
    },
  };
}

test('nobody but the holder asks: without proof, or for another address than the proved one, it is refused', async () => {
  const browser = openBrowser(house);
  await assert.rejects(post(house, '/api/mail', {}), refused('request.malformed'));
  const proof = await makeProof(house, browser, shared.card, {
    operation: 'mail',
    parameters: { mail: 'proved@firm.example' },
  });
  const other = { ...proof, parameters: { mail: 'other@firm.example' } };
  await assert.rejects(browser.post('/api/mail', other), refused('proof.other-operation'));
});
