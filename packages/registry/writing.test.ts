import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holder } from './change.ts';
import {
  askWriting,
  confirmWriting,
  confirmWritingMs,
  requireLinkOpen,
  requireWritable,
  type Writing,
  writeWithinMs,
  writingsPerDay,
} from './writing.ts';

const now = new Date('2026-11-21T02:00:00Z');
const about = { id: 'a', cardNumber: 'XC00000000000018', mail: 'office@example.org' };
const later = (ms: number) => new Date(now.getTime() + ms);
const asked = ask(about).asked.next;
const confirmed = confirmWriting(asked, holder, now).next;
const written: Writing = { ...confirmed, state: 'written', writtenAt: now, receipt: 'R1' };

function ask(what: typeof about, known: readonly Writing[] = []) {
  return askWriting(what, known, { by: holder, now });
}

test('an address is written only after its link was confirmed in time', () => {
  assert.throws(() => requireWritable(asked, now), { code: 'mail.not-confirmed' });
  assert.throws(() => confirmWriting(asked, holder, later(confirmWritingMs + 1)), { code: 'link.expired' });
  requireWritable(confirmed, later(writeWithinMs));
  assert.throws(() => requireWritable(confirmed, later(writeWithinMs + 1)), { code: 'link.expired' });
  assert.throws(() => confirmWriting(confirmed, holder, now), { code: 'link.used' });
  assert.throws(() => requireLinkOpen(written, now), { code: 'link.used' });
});

test('a newer request ends the older ones, and goes on from the same address confirmed before', () => {
  const issued: Writing = { ...confirmed, state: 'issued', serials: ['01', '02', '03'] };
  const again = ask({ ...about, id: 'b' }, [issued]);
  assert.equal(again.asked.next.state, 'issued');
  assert.deepEqual(again.asked.next.serials, issued.serials);
  assert.deepEqual(
    again.ended.map(({ next }) => next?.noun === 'writing' && next.state),
    ['ended'],
  );
  const other = ask({ ...about, id: 'c', mail: 'other@example.org' }, [issued]);
  assert.equal(other.asked.next.state, 'asked');
  assert.deepEqual(other.asked.next.serials, []);
  assert.equal(other.ended.length, 1);
});

test('the address that was written last is not written again, unless another one was begun since', () => {
  assert.throws(() => ask({ ...about, id: 'b' }, [written]), { code: 'mail.same' });
  const begun: Writing = { ...confirmed, id: 'c', mail: 'other@example.org', state: 'issued' };
  assert.equal(ask({ ...about, id: 'd' }, [written, begun]).asked.next.state, 'asked');
});

test('a card asks for so many addresses a day, since each of them gets a mail', () => {
  const before = Array.from({ length: writingsPerDay }, (_, index) => ({
    ...asked,
    id: `${index}`,
    state: 'ended' as const,
  }));
  assert.throws(() => ask({ ...about, id: 'b' }, before), { code: 'mail.too-many' });
  const yesterday = before.map((one) => ({ ...one, askedAt: later(-24 * 3600_000) }));
  assert.equal(ask({ ...about, id: 'b' }, yesterday).asked.next.state, 'asked');
});
