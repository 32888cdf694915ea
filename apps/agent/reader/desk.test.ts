import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { checkAttestation } from '@kaika/card/attestation';
import { identify } from '@kaika/card/identify';
import { generateKey } from '@kaika/card/key';
import { authenticateManagement } from '@kaika/card/management';
import { select } from '@kaika/card/object';
import { isPinVerified, pinTries, verifyPin } from '@kaika/card/pin';
import { attest, attestationCertificate } from '@kaika/card/yubico';
import type { Reader } from './cardservice.ts';
import { type Desk, openDesk } from './desk.ts';

const now = () => new Date('2026-11-21T00:00:00Z');
const reader = 'Virtual Reader 1';
const other = 'Virtual Reader 2';
const text = (value: string) => Uint8Array.from(Buffer.from(value));

describe('the desk of virtual cards', () => {
  let folder: string;
  let desk: Desk;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaika-desk-'));
    desk = await openDesk({ folder, now });
  });
  afterEach(async () => {
    await desk[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  const tries = (name = reader) =>
    desk.exclusive(name, async (card) => {
      await select(card);
      return pinTries(card);
    });

  it('begins with two empty readers', async () => {
    assert.deepEqual(await desk.readers(), [
      { name: reader, card: null },
      { name: other, card: null },
    ]);
    await assert.rejects(tries(), { code: 'card.none' });
    await assert.rejects(tries('No Such Reader'), { code: 'reader.none' });
  });

  it('shows a card where it was put, and nowhere once it was pulled', async () => {
    const { id } = await desk.add('第一張');
    await desk.insert(id, reader);
    assert.equal((await desk.readers())[0]?.card?.atr.length, 21);
    assert.equal(await desk.exclusive(reader, async (card) => (await identify(card)).model.id), 'softcard');
    await desk.pull(reader);
    assert.equal((await desk.readers())[0]?.card, null);
    assert.equal(desk.cards()[0]?.reader, null);
  });

  it('remembers readers, cards and spent tries when it is opened again', async () => {
    const { id } = await desk.add('第一張');
    await desk.insert(id, reader);
    await desk.exclusive(reader, async (card) => {
      await select(card);
      await verifyPin(card, text('000000')).catch(() => undefined);
    });
    await desk.addReader();
    desk = await openDesk({ folder, now });
    assert.equal((await desk.readers()).length, 3);
    assert.deepEqual(desk.cards(), [{ id, label: '第一張', at: now().toISOString(), reader }]);
    assert.equal(await tries(), 2);
  });

  it('lets nobody inherit a login', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    await desk.exclusive(reader, async (card) => {
      await select(card);
      await verifyPin(card, text('123456'));
    });
    const verified = await desk.exclusive(reader, async (card) => {
      await select(card);
      return isPinVerified(card);
    });
    assert.equal(verified, false);
  });

  it('stops a conversation where the card is pulled, even if it is put back at once', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    const work = desk.exclusive(reader, async (card) => {
      await select(card);
      await desk.pull(reader);
      await desk.insert(id, reader);
      await select(card);
    });
    await assert.rejects(work, { code: 'card.removed' });
    assert.equal(await tries(), 3);
  });

  it('lets one caller after the other at a card', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    const order: string[] = [];
    const visit = (name: string) =>
      desk.exclusive(reader, async (card) => {
        order.push(`${name} in`);
        await select(card);
        order.push(`${name} out`);
      });
    await Promise.all([visit('one'), visit('two')]);
    assert.deepEqual(order, ['one in', 'one out', 'two in', 'two out']);
  });

  it('takes one card a reader and one reader a card', async () => {
    const first = await desk.add('一');
    const second = await desk.add('二');
    await desk.insert(first.id, reader);
    await desk.insert(first.id, reader);
    await assert.rejects(desk.insert(first.id, other), { code: 'reader.busy' });
    await assert.rejects(desk.insert(second.id, reader), { code: 'reader.busy' });
    await assert.rejects(desk.insert('00000000', other), { code: 'card.none' });
    await assert.rejects(desk.insert(second.id, 'No Such Reader'), { code: 'reader.none' });
    await assert.rejects(desk.removeReader(reader), { code: 'reader.busy' });
    await desk.removeReader(other);
    assert.equal((await desk.readers()).length, 1);
  });

  it('tells watchers of every move, until they leave', async () => {
    const seen: (readonly Reader[])[] = [];
    const watch = desk.watch((readers) => seen.push(readers));
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    await desk.pull(reader);
    watch[Symbol.dispose]();
    await desk.insert(id, reader);
    assert.deepEqual(
      seen.map((readers) => readers[0]?.card !== null),
      [false, true, false],
    );
  });

  it('keeps every file to its owner', async () => {
    await desk.add('');
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    for (const name of await readdir(folder))
      assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600, name);
  });

  it('throws a card away with its file, out of its reader too', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    await desk.discard(id);
    assert.deepEqual(desk.cards(), []);
    assert.equal((await readdir(folder)).includes(`card-${id}.json`), false);
    await assert.rejects(tries(), { code: 'card.none' });
  });

  it('lays a card with a damaged file beside the readers, and says so when it is put in', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    await writeFile(join(folder, `card-${id}.json`), '{"format":"kaika-softcard-1"}');
    desk = await openDesk({ folder, now });
    assert.equal(desk.cards()[0]?.reader, null);
    await assert.rejects(desk.insert(id, reader), { code: 'card.unreadable' });
  });

  it('makes cards whose keys it attests, under one root that stays', async () => {
    const { id } = await desk.add('');
    await desk.insert(id, reader);
    const root = desk.attestationRoot;
    const attested = await desk.exclusive(reader, async (card) => {
      const { model } = await identify(card);
      await authenticateManagement(card, model.factory.management);
      await generateKey(card, '9a', 'p256');
      const statement = await attest(card, '9a');
      return checkAttestation(statement, await attestationCertificate(card), { roots: [root] });
    });
    assert.equal(attested.pinPolicy, 'once');
    desk = await openDesk({ folder, now });
    assert.deepEqual(desk.attestationRoot, root);
  });

  it('names a card, and writes no secret into its list', async () => {
    const { id } = await desk.add('一');
    await desk.rename(id, '會員卡');
    assert.equal(desk.cards()[0]?.label, '會員卡');
    const list = await readFile(join(folder, 'desk.json'), 'utf8');
    assert.equal(list.includes('key'), false);
  });
});
