import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf } from './calendar.ts';

const now = new Date('2026-11-21T00:00:00Z');
const holding = {
  serial: '01',
  use: 'authentication',
  state: 'good',
  since: now,
  reason: null,
  notBefore: now,
  notAfter: new Date('2027-11-20T16:00:00Z'),
  cardNumber: 'XC00000000000018',
  cardState: 'active',
  holder: '很長的名稱，含逗號; 分號與很多很多很多很多很多很多很多很多很多很多的字',
} as const;
const about = { days: 60, name: '到期', host: 'authority.example', now };

test('one event for each card and day, with its alarm, on the day as Taipei counts it', () => {
  const text = calendarOf([holding, { ...holding, serial: '02', use: 'signature' }], about);
  assert.equal(text.split('BEGIN:VEVENT').length, 2);
  assert.match(text, /DTSTART;VALUE=DATE:20271121\r\n/);
  assert.match(text, /TRIGGER:-P60D\r\n/);
});

test('lines are folded at 75 octets without tearing a character, and separators are escaped', () => {
  const text = calendarOf([holding], about);
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  assert.ok(text.replaceAll('\r\n ', '').includes('含逗號\\; 分號'));
});

test('an empty calendar is a calendar', () => {
  assert.match(calendarOf([], about), /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
});
