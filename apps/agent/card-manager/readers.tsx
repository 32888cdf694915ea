import { useOf } from '@kaika/card/slot';
import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { Empty } from '@kaika/look/empty';
import { Facts } from '@kaika/look/facts';
import type { Language } from '@kaika/look/language';
import { Notice, Problem } from '@kaika/look/notice';
import { Table } from '@kaika/look/table';
import { sentencesOf } from '@kaika/wire/problem';
import type { Reader } from '../holding/cards.ts';
import { type Holding, heldCertificate, type SlotCertificate } from '../holding/holding.ts';
import { managerWords } from './words.ts';

/** All readers with what lies in them; null readers mean that the machine has no card service. */
export function Readers(props: { readonly language: Language; readonly readers: readonly Reader[] | null }) {
  const words = managerWords(props.language);
  return (
    <>
      <h1>{words.readers}</h1>
      <div id="live">
        {props.readers === null && (
          <Problem
            language={props.language}
            code="reader.no-service"
            sentences={sentencesOf({ code: 'reader.no-service' }, props.language)}
          />
        )}
        {props.readers?.length === 0 && <Empty title={words.noReader} sentence={words.noReaderText} />}
        {props.readers?.map((reader) => (
          <ReaderBox language={props.language} reader={reader} />
        ))}
      </div>
    </>
  );
}

function ReaderBox({ language, reader }: { readonly language: Language; readonly reader: Reader }) {
  const words = managerWords(language);
  const isThere = reader.holding !== null || reader.problem !== null;
  return (
    <section class="reader">
      <div class="reader-head">
        <h2>{reader.name}</h2>
        <span>
          {reader.busy && <Badge tone="busy">{words.busy}</Badge>}{' '}
          <Badge tone={isThere ? 'good' : 'plain'}>{isThere ? words.present : words.absent}</Badge>
        </span>
      </div>
      <div class="reader-body">
        {!isThere && <p class="soft">{words.absentText}</p>}
        {reader.problem && (
          <Problem
            language={language}
            code={reader.problem.code}
            sentences={sentencesOf(reader.problem, language)}
          />
        )}
        {reader.holding && <CardBox language={language} reader={reader.name} holding={reader.holding} />}
      </div>
    </section>
  );
}

type Held = { readonly language: Language; readonly reader: string; readonly holding: Holding };

function CardBox({ language, reader, holding }: Held) {
  const words = managerWords(language);
  const { pinTriesLeft } = holding;
  return (
    <>
      <Facts
        items={[
          { term: words.kind, value: words[holding.kind] },
          ...(holding.cardNumber === null
            ? []
            : [{ term: words.cardNumber, value: <span class="num">{holding.cardNumber}</span> }]),
          ...(holding.holder === '' ? [] : [{ term: words.holder, value: holding.holder }]),
          { term: words.model, value: language === 'en' ? holding.model.name.en : holding.model.name.zh },
          { term: words.tries, value: <Tries language={language} left={pinTriesLeft} /> },
        ]}
      />
      {pinTriesLeft === 0 && (
        <Notice language={language} kind="warning" title={words.blocked}>
          <p>{words.blockedText}</p>
        </Notice>
      )}
      {holding.kind !== 'blank' && <Certificates language={language} reader={reader} holding={holding} />}
      {holding.kind !== 'blank' && pinTriesLeft !== 0 && (
        <LinkButton look="second" href={`/pin?reader=${encodeURIComponent(reader)}`}>
          {words.changePin}
        </LinkButton>
      )}
    </>
  );
}

function Tries({ language, left }: { readonly language: Language; readonly left: number | null }) {
  const words = managerWords(language);
  if (left === null) return <>{words.unknownTries}</>;
  const total = Math.max(3, left);
  return (
    <span class={left <= 1 ? 'tries few' : 'tries'}>
      {Array.from({ length: total }, (_, index) => (
        <i class={index < left ? 'left' : ''} aria-hidden="true" />
      ))}
      <span>{left === 0 ? words.blocked : words.triesText(left)}</span>
    </span>
  );
}

function Certificates({ language, reader, holding }: Held) {
  const words = managerWords(language);
  if (holding.certificates.length === 0) return <p>{words.noCertificates}</p>;
  return (
    <Table
      caption={words.certificates}
      rows={holding.certificates}
      columns={[
        { label: words.use, head: true, cell: (one: SlotCertificate) => words.uses[useOf(one.slot)] },
        { label: words.issuer, cell: (one: SlotCertificate) => heldCertificate(one).issuer },
        {
          label: words.validity,
          cell: ({ certificate }: SlotCertificate) =>
            dateRange(certificate.notBefore, certificate.notAfter, language),
        },
        {
          label: words.details,
          bare: true,
          cell: ({ slot }: SlotCertificate) => (
            <a class="plain" href={`/certificate?reader=${encodeURIComponent(reader)}&slot=${slot}`}>
              {words.details}
              <span class="visually-hidden">{words.uses[useOf(slot)]}</span>
            </a>
          ),
        },
      ]}
    />
  );
}
