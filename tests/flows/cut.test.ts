import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { carryOut } from '@kaika/authority/bootstrap/holder';
import { findCard, requireCode } from '@kaika/authority/store/card';
import { CardError } from '@kaika/card/error';
import {
  asksOf,
  type IssuedCard,
  issueCard,
  openAuthority,
  orderTask,
  type TestAuthority,
} from './authority.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

async function activate({ card, number, userCode }: IssuedCard): Promise<void> {
  const task = await orderTask(house, 'activate', number);
  await carryOut(card, task, { ...asksOf(house, task), typed: { userCode, pin: '735912' } });
}

for (const when of ['before', 'after'] as const) {
  test(`torn out ${when} any command of an activation, running it again finishes it`, async () => {
    const issued = await issueCard(house);
    let cuts = 0;
    for (let command = 0; ; command += 1) {
      const one = command === 0 ? issued : await issueCard(house);
      one.card.unplugAfter(command, when);
      try {
        await activate(one);
        break;
      } catch (error) {
        assert.ok(error instanceof CardError, String(error));
        cuts += 1;
      }
      one.card.powerOn();
      await activate(one);
      assert.equal((await findCard(house.context.db, one.number))?.state, 'active');
      assert.equal((await requireCode(house.context.db, one.number)).taken, 0);
    }
    assert.ok(cuts > 10, `${cuts} commands`);
  });
}

test('torn out at every second step in a row, the card is still found by its PUK', async () => {
  const issued = await issueCard(house);
  for (let command = 1; command < 40; command += 2) {
    issued.card.unplugAfter(command, command % 4 === 1 ? 'after' : 'before');
    const done = await activate(issued).then(
      () => true,
      () => false,
    );
    issued.card.powerOn();
    if (done) break;
  }
  const card = await findCard(house.context.db, issued.number);
  if (card?.state !== 'active') await activate(issued);
  assert.equal((await findCard(house.context.db, issued.number))?.state, 'active');
});
