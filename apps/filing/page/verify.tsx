import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { Empty } from '@kaika/look/empty';
import { type Fact, Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import type { Case } from '../rule/case.ts';
import type { CheckedSignature, PaperCheck } from '../sign/check.ts';
import { examineWords } from '../word/examine.ts';
import { pageWords } from '../word/page.ts';
import { type Frame, Page } from './shell.tsx';

/** Everything that can be said about the signed report, from the file itself. */
export function VerifyPage(props: { frame: Frame; held: Case; check: PaperCheck }) {
  const { frame, held, check } = props;
  const { language } = frame;
  const words = pageWords(language);
  const above = [{ label: held.content.company.name, href: `/case/${held.id}` }];
  return (
    <Page frame={frame} title={examineWords(language).examine.verify} above={above}>
      <p class="lead">{examineWords(language).verify.lead}</p>
      {check.signatures.length === 0 && <Empty title={examineWords(language).verify.none} />}
      {check.signatures.map((signature, index) => (
        <Signature signature={signature} number={index + 1} language={language} />
      ))}
      <Notice
        language={language}
        kind={check.altered.length === 0 ? 'success' : 'problem'}
        title={
          check.altered.length === 0
            ? examineWords(language).verify.manifestGood
            : examineWords(language).verify.manifestBad
        }
      >
        {check.altered.length > 0 && (
          <ul>
            {check.altered.map((name) => (
              <li>{name}</li>
            ))}
          </ul>
        )}
      </Notice>
      <Actions>
        <LinkButton href={`/case/${held.id}/report.pdf`}>{words.overview.reportLink}</LinkButton>
      </Actions>
    </Page>
  );
}

type Shown = {
  readonly signature: CheckedSignature;
  /** In the order they were made, from 1. */
  readonly number: number;
  readonly language: Language;
};

function Signature({ signature, number, language }: Shown) {
  const words = examineWords(language).verify;
  const { report, status, sameOrganisation } = signature;
  const good = report.valid && sameOrganisation;
  const items: Fact[] = [
    {
      term: words.integrity,
      value: report.intact ? words.intact : `${words.altered} (${report.fault ?? ''})`,
    },
    { term: words.coverage, value: report.coverage === 'document' ? words.whole : words.part },
    { term: words.path, value: report.path.trusted ? words.trusted : words.untrusted(report.path.reason) },
    { term: words.status, value: statusWord(status, language) },
    { term: words.organisation, value: sameOrganisation ? words.yes : words.no },
    { term: words.claimed, value: moment(report.claimedAt, language) },
    { term: words.stamped, value: moment(report.stampedAt, language) },
    {
      term: words.format,
      value: `PAdES ${report.stampedAt === undefined ? 'B-B' : 'B-T'} (${report.format})`,
    },
  ];
  return (
    <section class="panel">
      <h2>{words.nth(number)}</h2>
      <Notice language={language} kind={good ? 'success' : 'problem'} title={good ? words.good : words.bad} />
      <Facts items={[...signerFacts(signature, language), ...items]} />
    </section>
  );
}

function signerFacts({ report }: CheckedSignature, language: Language): readonly Fact[] {
  const words = examineWords(language).verify;
  if (report.signer === null) return [];
  const { certificate, subject, issuer, serialNumber } = report.signer;
  return [
    { term: words.signer, value: subject },
    { term: words.issuer, value: issuer },
    { term: words.serial, value: <code>{serialNumber}</code> },
    { term: words.validity, value: dateRange(certificate.notBefore, certificate.notAfter, language) },
  ];
}

function statusWord(status: CheckedSignature['status'], language: Language): string {
  const words = examineWords(language).verify;
  if (status === 'good') return words.statusGood;
  return status === 'unknown' ? words.statusUnknown : words.statusRevoked;
}

function moment(at: Date | undefined, language: Language) {
  return at === undefined ? examineWords(language).verify.noStamp : <Moment at={at} language={language} />;
}
