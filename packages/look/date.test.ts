import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateRange, isoTaipei, longDate, longDateTime, shortDate, shortDateTime } from './date.ts';

const noon = new Date('2026-11-21T06:05:09Z');

test('zh-TW reads the calendar of the Republic, English reads ISO 8601', () => {
  assert.equal(longDate(noon, 'zh-TW'), '中華民國115年11月21日');
  assert.equal(longDate(noon, 'en'), '2026-11-21');
  assert.equal(shortDate(noon, 'zh-TW'), '115/11/21');
  assert.equal(longDateTime(noon, 'zh-TW'), '中華民國115年11月21日 14:05');
  assert.equal(shortDateTime(noon, 'en'), '2026-11-21 14:05');
});

test('the day is the day in Taipei, whatever the hour in Greenwich', () => {
  const evening = new Date('2026-12-31T16:00:00Z');
  assert.equal(longDate(evening, 'zh-TW'), '中華民國116年1月1日');
  assert.equal(isoTaipei(evening), '2027-01-01T00:00:00+08:00');
});

test('years before the Republic are counted backwards, without a year zero', () => {
  assert.equal(longDate(new Date('1912-06-01T00:00:00Z'), 'zh-TW'), '中華民國1年6月1日');
  assert.equal(longDate(new Date('1911-06-01T00:00:00Z'), 'zh-TW'), '民國前1年6月1日');
  assert.equal(shortDate(new Date('1910-06-01T00:00:00Z'), 'zh-TW'), '前2/06/01');
});

test('a validity says from when to when', () => {
  const end = new Date('2031-11-21T06:05:09Z');
  assert.equal(dateRange(noon, end, 'zh-TW'), '自中華民國115年11月21日至中華民國120年11月21日');
  assert.equal(dateRange(noon, end, 'en'), '2026-11-21 to 2031-11-21');
});
