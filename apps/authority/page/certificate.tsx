import { LinkButton, Submit } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { Empty } from '@kaika/look/empty';
import { Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { downloadPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { CertificateBadge } from './status.tsx';
import { certificateText } from './text/certificate.ts';
import { type CertificateStatus, type CertificateUse, inSlotOrder, statusText } from './text/status.ts';

/** A certificate as anybody may see it: nothing of the contact, no mail address. */
export type ShownCertificate = {
  /** lower-case hex */
  readonly serial: string;
  readonly use: CertificateUse;
  readonly subject: string;
  readonly issuer: string;
  /** `P-256`, `RSA-2048` … */
  readonly keyType: string;
  readonly status: CertificateStatus;
  /** when the status began */
  readonly since: Date;
  /** RFC 5280's word, when revoked or suspended */
  readonly reason: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

export type CertificateView = {
  readonly page: PageContext;
  /** what was asked, `?q=`; undefined before the first question */
  readonly q?: string | undefined;
  /** `field.required`, `request.too-many`, … when it could not be answered */
  readonly problem?: string | undefined;
  /** the answer: empty when nothing was found */
  readonly certificates?: readonly ShownCertificate[] | undefined;
  readonly asOf: Date;
};

/** `GET /certificate?q=`: query by card number, serial number or name. */
export function CertificatePage(view: CertificateView) {
  const { page, certificates, problem } = view;
  const { language } = page;
  const t = certificateText[language];
  const errors = problem === 'field.required' ? { q: t.required } : {};
  return (
    <HolderFrame page={page} title={t.title} section="certificate" operation="certificate">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {problem && problem !== 'field.required' && <ProblemNotice page={page} problem={{ code: problem }} />}
      <Form language={language} action={path.certificate} method="get" errors={errors}>
        <TextField
          language={language}
          name="q"
          label={t.q}
          hint={t.qHint}
          value={view.q}
          error={errors.q}
          type="search"
          maxlength={100}
        />
        <Actions>
          <Submit>{t.send}</Submit>
        </Actions>
      </Form>
      {certificates && <Answer {...view} certificates={certificates} />}
    </HolderFrame>
  );
}

type Answered = CertificateView & { readonly certificates: readonly ShownCertificate[] };

function Answer({ page, certificates, asOf }: Answered) {
  const { language } = page;
  const t = certificateText[language];
  if (certificates.length === 0) return <Empty title={t.noneTitle} sentence={t.none} />;
  return (
    <section aria-labelledby="result">
      <h2 id="result">{t.result}</h2>
      <p class="soft">
        {t.resultCount(certificates.length)} <Moment at={asOf} language={language} />
      </p>
      <Summary page={page} certificates={certificates} />
      {inSlotOrder(certificates).map((certificate) => (
        <Certificate page={page} certificate={certificate} />
      ))}
    </section>
  );
}

function Summary({ page, certificates }: Pick<Answered, 'page' | 'certificates'>) {
  const t = certificateText[page.language];
  const every = (status: CertificateStatus) => certificates.every((item) => item.status === status);
  const software = certificates.every(({ use }) => use === 'software');
  if (every('good')) {
    return (
      <Notice language={page.language} kind="success" title={t.goodTitle}>
        <p>{software ? t.goodSoftware : t.good}</p>
      </Notice>
    );
  }
  if (!every('hold')) return null;
  return (
    <Notice language={page.language} kind="warning" title={software ? t.holdSoftwareTitle : t.holdTitle}>
      <p>{software ? t.holdSoftware : t.hold}</p>
      <p>
        <LinkButton href={software ? path.accept : path.activate} small>
          {software ? t.accept : t.activate}
        </LinkButton>
      </p>
    </Notice>
  );
}

function Certificate(props: { readonly page: PageContext; readonly certificate: ShownCertificate }) {
  const { certificate: c } = props;
  const { language } = props.page;
  const t = certificateText[language];
  const words = statusText[language];
  return (
    <article class="panel">
      <h3>
        {words.use[c.use]} <CertificateBadge status={c.status} use={c.use} language={language} />
      </h3>
      <Facts
        items={[
          { term: t.holder, value: c.subject },
          {
            term: t.validity,
            value: <span class="num">{dateRange(c.notBefore, c.notAfter, language)}</span>,
          },
          { term: t.since, value: <Moment at={c.since} language={language} /> },
          ...(c.reason ? [{ term: t.reason, value: words.reason[c.reason] ?? c.reason }] : []),
          { term: t.serial, value: <code>{c.serial}</code> },
          { term: t.keyType, value: c.keyType },
          { term: t.issuer, value: c.issuer },
          { term: t.downloads, value: <Downloads page={props.page} serial={c.serial} /> },
        ]}
      />
    </article>
  );
}

function Downloads({ page, serial }: { readonly page: PageContext; readonly serial: string }) {
  const t = certificateText[page.language];
  return (
    <ul class="links">
      {(['der', 'pem', 'chain', 'p7b'] as const).map((form) => (
        <li>
          <a class="plain" href={downloadPath(serial, form)} download>
            {t[form]}
          </a>
        </li>
      ))}
    </ul>
  );
}
