import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentStatus } from '@kaika/wire/window';
import { judgeClock, judgePermission, judgeReaders, judgeStatus } from './judge.ts';
import { reportOf } from './report.ts';
import { browserOf, isHandheld } from './visitor.ts';

const status: AgentStatus = {
  version: '1.2.0',
  protocol: 1,
  service: 'running',
  clock: 0,
  trusted: true,
  readers: ['empty', 'ours'],
};

test('an agent that has all it needs is well on every line', () => {
  const verdicts = judgeStatus(status, '1.2');
  for (const verdict of Object.values(verdicts)) assert.equal(verdict.is, 'good');
});

test('an agent too old, without a card service or without trust is said on that line', () => {
  const { readers: _, ...stranger } = status;
  const verdicts = judgeStatus({ ...stranger, service: 'absent', trusted: false }, '1.10');
  assert.deepEqual(
    Object.entries(verdicts).map(([line, verdict]) => [
      line,
      verdict.is === 'bad' ? verdict.code : verdict.is,
    ]),
    [
      ['agent', 'good'],
      ['version', 'agent.too-old'],
      ['trust', 'agent.not-trusted'],
      ['service', 'reader.no-service'],
      ['reader', 'unknown'],
      ['card', 'unknown'],
    ],
  );
});

test('what lies in the readers is told apart', () => {
  const codes = ([['empty'], ['blank', 'empty'], ['foreign'], ['unreadable']] as const).map((readers) => {
    const { card } = judgeReaders(readers);
    return card?.is === 'bad' ? card.code : card?.is;
  });
  assert.deepEqual(codes, ['card.none', 'card.incomplete', 'card.not-ours', 'card.unreadable']);
  assert.deepEqual(judgeReaders([]).reader, { is: 'bad', code: 'reader.none' });
});

test('a permission that was denied is a problem, one not asked for is none', () => {
  assert.equal(judgePermission('denied', true).is, 'bad');
  for (const state of ['granted', 'prompt', null] as const)
    assert.equal(judgePermission(state, false).is, 'good');
});

test('a clock two minutes off is wrong, either way', () => {
  assert.deepEqual(judgeClock(1_000_000, 1_004_000), { is: 'good', values: { n: '4' } });
  for (const off of [-120_000, 120_000])
    assert.deepEqual(judgeClock(1_000_000 + off, 1_000_000), { is: 'bad', code: 'clock.wrong' });
});

test('browsers are told apart, and phones from computers', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
  const safari =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';
  assert.deepEqual([chrome, `${chrome} Edg/150.0`, safari, firefox, 'curl'].map(browserOf), [
    'chrome',
    'edge',
    'safari',
    'firefox',
    'chrome',
  ]);
  assert.equal(isHandheld(chrome, 10), false, 'a computer with a touch screen');
  assert.equal(isHandheld(safari, 5), true, 'an iPad');
  assert.equal(isHandheld('Mozilla/5.0 (Linux; Android 16; K) Chrome/150.0 Mobile Safari/537.36', 5), true);
});

test('the report is the findings as text, one a line', () => {
  const report = reportOf(
    { title: 'T', at: new Date(0), site: 'https://ca.example', browser: 'B', language: 'en' },
    [
      { name: 'Reader', is: 'good', said: '1 found' },
      { name: 'Card', is: 'bad', said: 'card.none' },
      { name: 'Clock', is: 'waiting', said: '' },
    ],
  );
  assert.equal(
    report,
    'T\n1970-01-01T00:00:00.000Z\nhttps://ca.example\nB\nen\n✓ Reader: 1 found\n✗ Card: card.none\n? Clock: ',
  );
});
