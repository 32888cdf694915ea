import type { ProblemCode } from '@kaika/wire/problem';
import type { Content, Source } from './case.ts';
import { attachmentsOf, sourcesOf } from './kind.ts';
import type { Detail } from './refusal.ts';
import { type Sum, sums } from './sum.ts';
import { isUbn } from './ubn.ts';

export const steps = ['company', 'capital', 'source', 'statement', 'attachment', 'cpa'] as const;
/** The page of the form where a finding is mended. */
export type Step = (typeof steps)[number];

export type Finding = { readonly code: ProblemCode; readonly step: Step; readonly detail: Detail };

/**
 * Everything that keeps a case from being signed, in the order of the form; empty when it may be.
 * In: the content and today's ISO day in Taipei.
 */
export function check(content: Content, today: string): readonly Finding[] {
  return [
    ...checkCompany(content),
    ...checkCapital(content),
    ...checkSources(content),
    ...checkSums(content),
    ...checkStatements(content),
    ...checkAttachments(content),
    ...checkReport(content, today),
  ];
}

function checkCompany({ company, contact, kind }: Content): readonly Finding[] {
  const findings: Finding[] = [];
  const words = [company.name, company.address, company.representative, contact.name, contact.mail];
  if (words.some((word) => word === '')) findings.push(finding('company.incomplete', 'company'));
  if (company.ubn !== '' && !isUbn(company.ubn)) findings.push(finding('ubn.invalid', 'company'));
  if (company.ubn !== '') return findings;
  if (kind !== 'establishment') findings.push(finding('company.ubn-missing', 'company'));
  else if (!/^\d{9}$/.test(company.precheck)) findings.push(finding('company.precheck-missing', 'company'));
  return findings;
}

function checkCapital(content: Content): readonly Finding[] {
  const findings: Finding[] = [];
  const { kind, capitalBefore: before, capitalAfter: after } = content;
  if (content.baseDate === '') findings.push(finding('case.base-date-missing', 'capital'));
  if (kind === 'establishment' && before !== 0) findings.push(finding('case.before-not-zero', 'capital'));
  if (before === after) findings.push(finding('case.capital-unchanged', 'capital'));
  else if (goesAgainst(kind, after - before)) findings.push(finding('case.capital-direction', 'capital'));
  return findings;
}

/** Merger, split and the like may move the capital either way; the others may not. */
function goesAgainst(kind: Content['kind'], change: number): boolean {
  if (kind === 'reduction') return change > 0;
  return change < 0 && (kind === 'establishment' || kind === 'increase' || kind === 'convertible');
}

function checkSources(content: Content): readonly Finding[] {
  if (content.sources.length === 0) return [finding('case.sources-missing', 'source')];
  const findings: Finding[] = [];
  for (const { kind } of content.sources) {
    if (!sourcesOf[content.kind].includes(kind)) {
      findings.push(finding('case.source-not-for-kind', 'source', { source: kind }));
    }
    if (kind === 'labour' && content.company.form !== 'close') {
      findings.push(finding('case.labour-not-close', 'source'));
    }
  }
  return findings;
}

function checkSums(content: Content): readonly Finding[] {
  const stated = new Set(
    content.sources.filter((source) => source.statement.length > 0).map(({ kind }) => kind),
  );
  return sums(content)
    .filter((sum) => !sum.holds)
    .filter((sum) => sum.source === undefined || stated.has(sum.source))
    .map(sumFinding);
}

function sumFinding(sum: Sum): Finding {
  const detail = { left: String(sum.left), right: String(sum.right) };
  switch (sum.what) {
    case 'sources':
      return finding('case.sources-differ', 'source', detail);
    case 'shares':
      return finding('case.shares-differ', 'capital', detail);
    case 'statement-shares':
      return finding('case.statement-shares-differ', 'statement', detail);
    case 'statement':
      return finding('case.statement-differs', 'statement', { ...detail, source: sum.source ?? '' });
  }
}

function checkStatements(content: Content): readonly Finding[] {
  return content.sources.flatMap((source) => {
    if (source.statement.length === 0) {
      return [finding('case.statement-missing', 'statement', { source: source.kind })];
    }
    return lumpsMajorHolders(source, content.capitalAfter)
      ? [finding('statement.not-itemised', 'statement', { source: source.kind })]
      : [];
  });
}

/** When summed-up holders average 10 % of the capital, one of them at least holds as much and must be named (§2). */
function lumpsMajorHolders(source: Source, capitalAfter: number): boolean {
  return source.statement.some(
    (row) => row.role === 'others' && row.amount * 10 >= capitalAfter * row.holders,
  );
}

function checkAttachments(content: Content): readonly Finding[] {
  return content.sources.flatMap(({ kind: source }) =>
    attachmentsOf[source]
      .filter(
        (kind) => !content.attachments.some((held) => held.kind === kind && covers(held.source, source)),
      )
      .map((attachment) => finding('case.attachment-missing', 'attachment', { source, attachment })),
  );
}

/** A file filed under the case as a whole (one resolution for two sources) serves every source. */
function covers(filed: string | null, source: string): boolean {
  return filed === null || filed === source;
}

function checkReport(content: Content, today: string): readonly Finding[] {
  const findings: Finding[] = [];
  const [first, second] = content.cpas;
  if (first === undefined) findings.push(finding('case.cpa-missing', 'cpa'));
  if (second !== undefined && second.registration === first?.registration) {
    findings.push(finding('case.cpa-twice', 'cpa'));
  }
  if (content.reportText.trim() === '') findings.push(finding('case.report-text-missing', 'cpa'));
  if (content.reportDate === '') return [...findings, finding('case.report-date-missing', 'cpa')];
  if (content.reportDate <= content.baseDate) findings.push(finding('case.report-date-early', 'cpa'));
  if (content.reportDate > today) findings.push(finding('case.report-date-future', 'cpa'));
  return findings;
}

function finding(code: Finding['code'], step: Step, detail: Detail = {}): Finding {
  return { code, step, detail };
}
