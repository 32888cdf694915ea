import { dateRange } from '@kaika/look/date';
import { Facts } from '@kaika/look/facts';
import { Moment } from '@kaika/look/time';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { repositoryText } from './text/repository.ts';

export type RepositoryView = {
  readonly page: PageContext;
  readonly certificates: readonly {
    readonly name: string;
    readonly href: string;
    /** SHA-256 of the DER, hex */
    readonly fingerprint: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
  }[];
  readonly lists: readonly Published[];
  readonly filters: readonly Published[];
  readonly ocsp: string;
};

/** What is made anew from time to time. Before the first there are no times, and where it is not made at first request, no address. */
type Published = {
  readonly name: string;
  readonly href: string | null;
  readonly thisUpdate: Date | null;
  readonly nextUpdate: Date | null;
};

/** `GET /repository`: what relying parties need of the authority itself. */
export function RepositoryPage({ page, certificates, lists, filters, ocsp }: RepositoryView) {
  const { language } = page;
  const t = repositoryText[language];
  return (
    <HolderFrame page={page} title={t.title} section="other">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <h2>{t.certificates}</h2>
      {certificates.map((certificate) => (
        <article class="panel">
          <h3>{certificate.name}</h3>
          <Facts
            items={[
              { term: t.fingerprint, value: <code>{grouped(certificate.fingerprint)}</code> },
              { term: t.validity, value: dateRange(certificate.notBefore, certificate.notAfter, language) },
            ]}
          />
          <a class="plain" href={certificate.href} download>
            {t.download}
          </a>
        </article>
      ))}
      <h2>{t.lists}</h2>
      <PublishedTable page={page} published={lists} />
      <h2>{t.filters}</h2>
      <p>{t.filterNote}</p>
      <PublishedTable page={page} published={filters} />
      <h2>{t.ocsp}</h2>
      <p>
        <code>{ocsp}</code>
      </p>
    </HolderFrame>
  );
}

function PublishedTable({
  page,
  published,
}: {
  readonly page: PageContext;
  readonly published: readonly Published[];
}) {
  const { language } = page;
  const t = repositoryText[language];
  const moment = (at: Date | null) => (at === null ? '—' : <Moment at={at} language={language} short />);
  return (
    <>
      {published.map((list) => (
        <Facts
          items={[
            {
              term: t.name,
              value:
                list.href === null ? (
                  list.name
                ) : (
                  <a class="plain" href={list.href} download>
                    {list.name}
                  </a>
                ),
            },
            { term: t.thisUpdate, value: moment(list.thisUpdate) },
            { term: t.nextUpdate, value: moment(list.nextUpdate) },
          ]}
        />
      ))}
    </>
  );
}

/** `AB12 CD34 …`, as people compare it. */
function grouped(hex: string): string {
  return (hex.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
