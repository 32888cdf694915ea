import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstPuk, isCertain, nextOffer, offered, type Puk, proven, refuted, staleAfterMs } from './puk.ts';

const now = new Date('2026-11-21T02:00:00Z');
const later = new Date(now.getTime() + staleAfterMs);

test('a cut before CHANGE offers the same pair again', () => {
  const first = nextOffer(firstPuk, now);
  assert.deepEqual(first, { version: 1, nextVersion: 2 });
  assert.deepEqual(nextOffer(offered(firstPuk, { version: 1, nextVersion: 2 }, now), now), first);
});

test('a cut after CHANGE is found by the refused version, which is never sent again', () => {
  const once = offered(firstPuk, { version: 1, nextVersion: 2 }, now);
  const refused = refuted(once, 1, 4);
  assert.deepEqual(nextOffer(refused, now), { version: 2, nextVersion: 3 });
  const again = offered(refused, { version: 2, nextVersion: 3 }, now);
  assert.deepEqual(nextOffer(again, now), { version: 2, nextVersion: 3 });
});

test('an offer unconfirmed for a day is followed by a version of its own', () => {
  const once = offered(firstPuk, { version: 1, nextVersion: 2 }, now);
  assert.deepEqual(nextOffer(once, later), { version: 1, nextVersion: 3 });
});

test('with two tries left only a certain version is sent', () => {
  const once = offered(firstPuk, { version: 1, nextVersion: 2 }, now);
  assert.equal(nextOffer(refuted(once, 1, 2), now), null);
  assert.deepEqual(nextOffer({ ...firstPuk, triesLeft: 2 }, now), { version: 1, nextVersion: 2 });
});

test('when every version was refused nothing is sent', () => {
  const once = offered(firstPuk, { version: 1, nextVersion: 2 }, now);
  assert.equal(nextOffer(refuted(refuted(once, 1, 4), 2, 3), now), null);
});

test('a confirmation makes its version certain, however many offers went before', () => {
  const done = proven(offered(firstPuk, { version: 1, nextVersion: 2 }, now), 2);
  assert.ok(isCertain(done, 2));
});

/** A card of five PUK tries, cut at any of the points of docs/flows/activate.md. */
type Sim = { version: number; tries: number };
const cut = fc.constantFrom('before-reset', 'after-reset', 'after-change', 'no-confirm', 'none');

function run(puk: Puk, card: Sim, [where, at]: readonly [string, Date]): { puk: Puk; done: boolean } {
  let known = puk;
  for (;;) {
    const offer = nextOffer(known, at);
    assert.ok(offer, 'a card we alone changed is never given up');
    known = offered(known, offer, at);
    if (where === 'before-reset') return { puk: known, done: false };
    if (card.version !== offer.version) {
      card.tries -= 1;
      assert.ok(card.tries > 0, 'the PUK is never blocked');
      known = refuted(known, offer.version, card.tries);
      continue;
    }
    card.tries = 5;
    if (where === 'after-reset') return { puk: known, done: false };
    card.version = offer.nextVersion;
    if (where === 'none') return { puk: proven(known, offer.nextVersion), done: true };
    return { puk: known, done: false };
  }
}

test('however often it is cut, and however late it is run again, the right PUK is found within the tries', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cut, fc.integer({ min: 0, max: 30 })), { maxLength: 40 }), (cuts) => {
      let puk = firstPuk;
      const card = { version: 1, tries: 5 };
      let at = now;
      for (const [where, hours] of cuts) {
        at = new Date(at.getTime() + hours * 3600_000);
        puk = run(puk, card, [where, at]).puk;
      }
      const last = run(puk, card, ['none', at]);
      assert.ok(last.done);
      assert.ok(isCertain(last.puk, card.version));
    }),
    { numRuns: 1000 },
  );
});
