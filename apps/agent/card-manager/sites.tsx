import { Badge } from '@kaika/look/badge';
import { Submit } from '@kaika/look/button';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Table } from '@kaika/look/table';
import type { Trust } from '../trust.ts';
import { managerWords } from './words.ts';

type SitesProps = {
  readonly language: Language;
  readonly trust: Trust;
  readonly issue: () => string;
  /** What was typed, when it was no address. */
  readonly refused?: string | undefined;
  /** What another page proposes; the person still has to send it. */
  readonly suggested?: string | undefined;
};

/** 信任的網站: what the installation set and what the person added. */
export function Sites({ language, trust, issue, refused, suggested }: SitesProps) {
  const words = managerWords(language);
  const error = refused === undefined ? undefined : words.addSiteBad;
  return (
    <>
      <h1>{words.sites}</h1>
      <p>{words.sitesText}</p>
      <SiteTable language={language} trust={trust} issue={issue} />
      <section>
        <h2>{words.addSite}</h2>
        <Form language={language} action="/sites" errors={error === undefined ? {} : { site: error }}>
          <input type="hidden" name="secret" value={issue()} />
          <input type="hidden" name="do" value="add" />
          <TextField
            language={language}
            name="site"
            label={words.addSiteLabel}
            hint={words.addSiteHint}
            error={error}
            value={refused ?? suggested}
            maxlength={300}
          />
          <Actions>
            <Submit>{words.add}</Submit>
          </Actions>
        </Form>
      </section>
    </>
  );
}

function SiteTable({ language, trust, issue }: SitesProps) {
  const words = managerWords(language);
  const rows = [
    ...trust.fixed().map((site) => ({ site, fixed: true })),
    ...trust.added().map((site) => ({ site, fixed: false })),
  ];
  if (rows.length === 0) return null;
  return (
    <Table
      caption={words.sites}
      quiet
      rows={rows}
      columns={[
        { label: words.site, head: true, cell: ({ site }) => <code>{site}</code> },
        {
          label: words.siteFrom,
          cell: ({ fixed }) => <Badge tone="plain">{fixed ? words.siteFixed : words.siteAdded}</Badge>,
        },
        {
          label: words.remove,
          bare: true,
          cell: ({ site, fixed }) =>
            fixed ? '' : <Remove language={language} site={site} secret={issue()} />,
        },
      ]}
    />
  );
}

function Remove(props: { readonly language: Language; readonly site: string; readonly secret: string }) {
  const words = managerWords(props.language);
  return (
    <form method="post" action="/sites">
      <input type="hidden" name="secret" value={props.secret} />
      <input type="hidden" name="do" value="remove" />
      <input type="hidden" name="site" value={props.site} />
      <button class="button second small" type="submit" aria-label={words.removeSite(props.site)}>
        {words.remove}
      </button>
    </form>
  );
}
