import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Content, Source } from './case.ts';
import { check } from './check.ts';
import { caseKinds } from './kind.ts';
import { sampleContent, sampleToday } from './sample.ts';
import { sums } from './sum.ts';
import { isUbn } from './ubn.ts';

const [cash] = sampleContent.sources;
assert.ok(cash);

test('a right case has nothing to find', () => {
  assert.deepEqual(check(sampleContent, sampleToday), []);
  assert.ok(sums(sampleContent).every((sum) => sum.holds));
});

const faults: readonly (readonly [code: string, rule: string, content: Content])[] = [
  ['company.incomplete', 'the company must be filled in', company({ representative: '' })],
  ['ubn.invalid', 'a ubn must add up', company({ ubn: '12345678' })],
  ['company.ubn-missing', 'only an establishment may lack a ubn', company({ ubn: '' })],
  [
    'company.precheck-missing',
    'a company to be established needs its pre-check number',
    { ...company({ ubn: '' }), kind: 'establishment', capitalBefore: 0 },
  ],
  ['case.base-date-missing', 'there is a base date', { ...sampleContent, baseDate: '' }],
  [
    'case.before-not-zero',
    'an establishment starts from nothing',
    { ...sampleContent, kind: 'establishment' },
  ],
  ['case.capital-unchanged', 'the capital moves', { ...sampleContent, capitalBefore: 5_000_000 }],
  ['case.capital-direction', 'an increase goes up', { ...sampleContent, capitalBefore: 9_000_000 }],
  ['case.capital-direction', 'a reduction goes down', { ...sampleContent, kind: 'reduction' }],
  ['case.sources-missing', 'there is a source', { ...sampleContent, sources: [] }],
  [
    'case.source-not-for-kind',
    'a source fits the kind',
    { ...sampleContent, kind: 'merger', sources: [of('dividend')] },
  ],
  ['case.labour-not-close', 'labour is for close companies', { ...sampleContent, sources: [of('labour')] }],
  ['case.sources-differ', 'sources = after − before', { ...sampleContent, capitalAfter: 5_000_001 }],
  ['case.shares-differ', 'shares × price = change + premium', { ...sampleContent, priceCents: 1001 }],
  ['case.shares-differ', 'a premium is part of the price', { ...sampleContent, premium: 1 }],
  [
    'case.statement-missing',
    'each source has a statement',
    { ...sampleContent, sources: [{ ...cash, statement: [] }] },
  ],
  ['case.statement-differs', 'statement = source', rows((row) => ({ ...row, amount: row.amount + 1 }))],
  ['case.statement-shares-differ', 'statements cover the shares', rows((row) => ({ ...row, shares: 1 }))],
  [
    'statement.not-itemised',
    'holders of 10 % are itemised',
    rows((row) => ({ ...row, role: 'others', holders: 2 })),
  ],
  ['case.attachment-missing', 'each source is proved', { ...sampleContent, attachments: [] }],
  ['case.cpa-missing', 'one CPA attests', { ...sampleContent, cpas: [] }],
  [
    'case.cpa-twice',
    'two CPAs are two',
    { ...sampleContent, cpas: [...sampleContent.cpas, ...sampleContent.cpas] },
  ],
  ['case.report-text-missing', 'the report says something', { ...sampleContent, reportText: ' ' }],
  ['case.report-date-missing', 'the report is dated', { ...sampleContent, reportDate: '' }],
  [
    'case.report-date-early',
    'the report comes after the base date',
    { ...sampleContent, reportDate: '2026-11-10' },
  ],
  [
    'case.report-date-future',
    'the report is not of tomorrow',
    { ...sampleContent, reportDate: '2026-11-22' },
  ],
];

for (const [code, rule, content] of faults) {
  test(`${code}: ${rule}`, () => {
    assert.ok(check(content, sampleToday).some((finding) => finding.code === code));
  });
}

test('an attachment filed for the whole case serves every source', () => {
  const attachments = sampleContent.attachments.map((held) => ({ ...held, source: null }));
  assert.deepEqual(check({ ...sampleContent, attachments }, sampleToday), []);
});

test('a limited company has no shares to check', () => {
  const content = rows((row) => ({ ...row, shares: 0 }));
  const limited: Content = { ...content, shares: 0, company: { ...content.company, form: 'limited' } };
  assert.deepEqual(check(limited, sampleToday), []);
});

test('an issue above par keeps the premium out of the capital', () => {
  const content = { ...sampleContent, priceCents: 1250, premium: 1_000_000 };
  assert.deepEqual(check(content, sampleToday), []);
});

test('a uniform business number is checked with the rule of the seventh digit', () => {
  for (const right of ['04595257', '12345675', '10458575', '22099131']) assert.ok(isUbn(right), right);
  for (const wrong of ['04595256', '1234567', '123456789', 'abcdefgh', '']) assert.ok(!isUbn(wrong), wrong);
});

test('checking never throws and finds a broken sum whatever the numbers', () => {
  const amount = fc.integer({ min: 0, max: 999_999_999_999 });
  fc.assert(
    fc.property(amount, amount, amount, fc.constantFrom(...caseKinds), (before, after, paid, kind) => {
      const content: Content = {
        ...sampleContent,
        kind,
        capitalBefore: before,
        capitalAfter: after,
        sources: [{ ...of('cash'), amount: paid }],
      };
      const differs = check(content, sampleToday).some((finding) => finding.code === 'case.sources-differ');
      assert.equal(differs, Math.abs(after - before) !== paid);
    }),
  );
});

function of(kind: Source['kind']): Source {
  assert.ok(cash);
  return { ...cash, kind };
}

function rows(map: (row: Source['statement'][number]) => Source['statement'][number]): Content {
  const sources = sampleContent.sources.map((source) => ({
    ...source,
    statement: source.statement.map(map),
  }));
  return { ...sampleContent, sources };
}

function company(over: Partial<Content['company']>): Content {
  return { ...sampleContent, company: { ...sampleContent.company, ...over } };
}
