import type { Crumb } from '@kaika/look/breadcrumbs';
import { abroad } from '@kaika/look/language';
import { Layout, type Link, type Shell, type Site } from '@kaika/look/layout';
import { Menu } from '@kaika/look/menu';
import { operations, operationsTitle } from '@kaika/look/operation';
import type { Child } from 'hono/jsx';
import type { PageContext } from './context.ts';
import { path } from './path.ts';
import { checkText } from './text/check.ts';
import { roleText } from './text/role.ts';
import { searchText } from './text/search.ts';
import { siteText } from './text/site.ts';

type Frame = {
  readonly page: PageContext;
  readonly title: string;
  readonly width?: 'narrow' | 'wide' | undefined;
  /** the fields this page answers; the language switch posts them again */
  readonly posted?: Readonly<Record<string, string>> | undefined;
  readonly form?: Shell['form'];
  readonly children?: Child | undefined;
};

/** A holder's page. `section` marks the navigation; pages of an operation show the menu of all thirteen. */
export function HolderFrame(
  props: Frame & {
    readonly section?: Section | undefined;
    /** id of the operation this page is about */
    readonly operation?: string | undefined;
    readonly unlisted?: boolean | undefined;
  },
) {
  const { page, section, operation } = props;
  const { language } = page;
  return (
    <Layout
      {...shellOf(page)}
      title={props.title}
      width={props.width}
      posted={props.posted}
      form={props.form}
      site={holderSite(page, section)}
      unlisted={props.unlisted}
      breadcrumbs={section === 'home' ? undefined : crumbs(page, operation !== undefined)}
      side={
        operation === undefined ? undefined : (
          <Menu
            id="operations-menu"
            title={operationsTitle[language]}
            items={[
              ...operations(language).map((item) => ({
                href: item.path,
                label: item.label,
                current: item.id === operation,
              })),
              { href: path.check, label: checkText[language].title, current: operation === 'check' },
            ]}
          />
        )
      }
      demo={demoOf(page)}
    >
      {props.children}
    </Layout>
  );
}

export type Section = 'home' | 'apply' | 'progress' | 'operations' | 'certificate' | 'help' | 'other';

/** An officer's page; before the sign-in it has no navigation. */
export function OfficerFrame(
  props: Frame & {
    readonly section?: OfficerSection | undefined;
    /** what was searched for, on the page of its results */
    readonly searched?: string | undefined;
    readonly breadcrumbs?: readonly Crumb[] | undefined;
  },
) {
  const { page } = props;
  const { language, officer } = page;
  const roles = officer?.roles.map((role) => roleText[language][role]).join(language === 'en' ? ', ' : '、');
  return (
    <Layout
      {...shellOf(page)}
      title={props.title}
      width={props.width}
      unlisted
      site={officerSite(page, props.section)}
      person={officer && { name: officer.name, detail: roles, logout: path.signOut }}
      breadcrumbs={props.breadcrumbs}
      demo={demoOf(page)}
    >
      {officer && <SearchBox page={page} value={props.searched} />}
      {props.children}
    </Layout>
  );
}

/** The one box for everything, on every officer's page. Ctrl+K goes to it. */
function SearchBox({ page, value }: { readonly page: PageContext; readonly value: string | undefined }) {
  const t = searchText[page.language];
  return (
    <search class="no-print">
      <form class="find" action={path.search} method="get">
        <label class="visually-hidden" for="find">
          {t.label}
        </label>
        <input
          id="find"
          class="control"
          type="search"
          name="q"
          value={value ?? ''}
          maxlength={100}
          placeholder={t.placeholder}
          autocomplete="off"
          spellcheck={false}
          data-shortcut="k"
          aria-keyshortcuts="Control+K"
        />
        <button class="button second small" type="submit">
          {t.search}
        </button>
      </form>
    </search>
  );
}

export type OfficerSection =
  | 'work'
  | 'queue'
  | 'produce'
  | 'shipping'
  | 'outbox'
  | 'cards'
  | 'papers'
  | 'proposals'
  | 'sweeps'
  | 'expiring'
  | 'reports'
  | 'audit'
  | 'people';

function demoOf({ demo, language, origins }: PageContext) {
  const t = siteText[language];
  if (!demo) return undefined;
  return { sentence: t.demo, href: abroad(`${origins.agent}/desk`, language), label: t.desk };
}

function shellOf(page: PageContext) {
  return { language: page.language, nonce: page.nonce, path: page.path, script: page.script };
}

function crumbs(page: PageContext, underOperations: boolean): readonly Crumb[] {
  const t = siteText[page.language];
  const home = { label: t.home, href: path.home };
  return underOperations ? [home, { label: t.operations, href: path.operations }] : [home];
}

function holderSite(page: PageContext, section: Section | undefined): Site {
  const t = siteText[page.language];
  const link = (href: string, label: string, at: Section): Link => ({ href, label, current: section === at });
  return {
    name: t.name,
    line: t.line,
    home: path.home,
    navigation: [
      link(path.apply, t.apply, 'apply'),
      link(path.progress, t.progress, 'progress'),
      link(path.operations, t.operations, 'operations'),
      link(path.certificate, t.certificate, 'certificate'),
      link(path.help, t.help, 'help'),
    ],
    footer: [
      { href: path.check, label: t.check },
      { href: path.terms, label: t.terms },
      { href: path.repository, label: t.repository },
      { href: abroad(page.origins.portal, page.language), label: t.portal },
      { href: path.officer, label: t.officer },
    ],
    colophon: t.colophon,
  };
}

function officerSite(page: PageContext, section: OfficerSection | undefined): Site {
  const t = siteText[page.language];
  const link = (href: string, label: string, at: OfficerSection): Link => ({
    href,
    label,
    current: section === at,
  });
  return {
    name: t.office,
    line: t.line,
    home: path.officer,
    navigation: page.officer
      ? [
          link(path.work, t.work, 'work'),
          link(path.officer, t.queue, 'queue'),
          link(path.batches, t.produce, 'produce'),
          link(path.shipping, t.shipping, 'shipping'),
          link(path.cards, t.cards, 'cards'),
          link(path.papers, t.papers, 'papers'),
          link(path.proposals, t.proposals, 'proposals'),
          link(path.sweeps, t.sweeps, 'sweeps'),
          link(path.officerExpiring, t.expiring, 'expiring'),
          link(path.reports, t.reports, 'reports'),
          link(path.audit, t.audit, 'audit'),
          link(path.people, t.people, 'people'),
        ]
      : [],
    footer: [
      { href: path.home, label: t.name },
      ...(page.officer ? [{ href: path.outbox, label: t.outbox }] : []),
    ],
    colophon: t.colophon,
  };
}
