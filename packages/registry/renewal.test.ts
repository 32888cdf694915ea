import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Application, submit } from './application.ts';
import { activate, type Card, completeProduction, startProduction } from './card.ts';
import { holder, system } from './change.ts';
import { addDays, startOf } from './day.ts';
import { registerOrganisation } from './organisation.ts';
import {
  applyAgain,
  renewableFrom,
  renewalDays,
  requireRenewable,
  requireReportable,
  successorOf,
} from './renewal.ts';
import { chooseCode } from './usercode.ts';

const now = new Date('2026-11-21T02:00:00Z');
const notAfter = new Date('2031-11-20T02:00:00Z');
const number = 'XC00000000000018';
const about = { number, application: 'A1', organisation: '1.2.3', holder: '示範', productionId: 'p' };
const made = { model: 'softcard', guid: '00'.repeat(16), notAfter, activationDays: 90 };
const produced = completeProduction(startProduction(about, system, now).next, made, { by: system, now }).next;
const card: Card = activate(produced, holder, now).next;
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
const application = submit(content, { number: 'A1', userCodeHash: 'h', enteredBy: null }, now).next;
const code = chooseCode({ cardNumber: number, hash: 'newer', maxTries: 3 }, holder, now).next;

test('a card is renewed in the last 60 days of its certificates, its last day counted', () => {
  const from = renewableFrom(card) ?? '';
  assert.equal(from, addDays('2031-11-20', -renewalDays));
  requireRenewable(card, startOf(from));
  assert.throws(() => requireRenewable(card, new Date(startOf(from).getTime() - 1)), {
    code: 'renewal.too-early',
    detail: { detail: { from, notAfter: '2031-11-20' } },
  });
  requireRenewable(card, notAfter);
  assert.throws(() => requireRenewable(card, new Date(notAfter.getTime() + 1)), { code: 'card.expired' });
  assert.throws(() => requireRenewable(produced, now), { code: 'card.not-active' });
});

test('the application for the next card says what the record says, with the present contact and user code', () => {
  const { kind, name, ubn, address } = content;
  const known = { oid: '1.2.3', kind, name, ubn, address };
  const organisation = registerOrganisation(known, system, now).next;
  const contact = { name: '新任聯絡人', mail: 'new@firm.example', phone: '02-0000-0001' };
  const before = { card, application, organisation, contact, code };
  const next = { number: 'A2', purpose: 'renewal' } as const;
  const made = applyAgain(before, next, { by: holder, now }).next;
  assert.equal(made.contactMail, contact.mail);
  assert.equal(made.userCodeHash, 'newer');
  assert.deepEqual(
    [made.name, made.ubn, made.purpose, made.previousCard],
    [content.name, content.ubn, 'renewal', number],
  );
  const locked = { ...before, code: { ...code, lockedAt: now } };
  assert.throws(() => applyAgain(locked, next, { by: holder, now }), { code: 'code.locked' });
});

test('an application counts as the next one while it is under way or its card lives', () => {
  const after = (to: Partial<Application>) => [{ ...application, previousCard: number, ...to }];
  assert.equal(successorOf(after({ state: 'returned' }), () => null)?.number, 'A1');
  assert.equal(
    successorOf(after({ state: 'refused' }), () => null),
    null,
  );
  const done = after({ state: 'produced', cardNumber: 'XC2' });
  assert.equal(successorOf(done, () => 'shipped')?.number, 'A1');
  assert.equal(
    successorOf(done, () => 'revoked'),
    null,
  );
});

test('a card is reported lost while it is in use or on its way, and not after its end', () => {
  requireReportable(produced, now);
  requireReportable(card, now);
  assert.throws(() => requireReportable({ ...card, state: 'lost' }, now), { code: 'card.revoked' });
  assert.throws(() => requireReportable(card, new Date(notAfter.getTime() + 1)), { code: 'card.expired' });
});
