import { abroad, type Language } from '@kaika/look/language';
import { Layout } from '@kaika/look/layout';
import type { Origins } from '@kaika/wire/house';
import type { Child } from 'hono/jsx';
import type { Session } from '../store/session.ts';
import { pageWords } from '../word/page.ts';

/** What every page of this service is told about its request. */
export type Frame = {
  readonly language: Language;
  readonly nonce: string;
  /** Path and query of this page. */
  readonly path: string;
  readonly session: Session | undefined;
  readonly origins: Origins;
  readonly script: string;
  readonly demo: boolean;
};

/** The shell of this service around a page. `above`: pages between home and this one. */
export function Page(props: {
  readonly frame: Frame;
  readonly title: string;
  readonly width?: 'narrow' | 'wide';
  readonly above?: readonly { readonly label: string; readonly href?: string }[];
  readonly children?: Child;
}) {
  const { frame, title } = props;
  const words = pageWords(frame.language);
  const actor = frame.session?.actor;
  const home = actor === undefined ? '/' : actor.role === 'examiner' ? '/queue' : '/case';
  const place = actor?.role === 'examiner' ? words.queue : words.cases;
  return (
    <Layout
      language={frame.language}
      title={title}
      path={frame.path}
      nonce={frame.nonce}
      script={frame.script}
      width={props.width}
      unlisted={actor !== undefined}
      site={{
        name: words.site,
        line: words.siteLine,
        home,
        navigation: [
          ...(actor === undefined ? [] : [{ href: home, label: place, current: true }]),
          { href: abroad(frame.origins.portal, frame.language), label: words.portal },
        ],
        footer: [{ href: abroad(frame.origins.portal, frame.language), label: words.portal }],
        colophon: words.colophon,
      }}
      person={
        actor === undefined
          ? undefined
          : {
              name: actor.name,
              detail: actor.role === 'examiner' ? words.examiner : (actor.cardNumber ?? undefined),
              logout: '/logout',
            }
      }
      breadcrumbs={
        actor === undefined || title === place
          ? undefined
          : [{ label: place, href: home }, ...(props.above ?? [])]
      }
      demo={frame.demo ? demoLine(frame) : undefined}
    >
      <h1>{title}</h1>
      {props.children}
    </Layout>
  );
}

function demoLine({ language, origins }: Frame) {
  return language === 'en'
    ? {
        sentence: 'Demo mode: all cards and people are virtual.',
        href: abroad(`${origins.agent}/desk`, language),
        label: 'Open the virtual card desk',
      }
    : {
        sentence: '示範模式：卡片與人員都是虛擬的。',
        href: abroad(`${origins.agent}/desk`, language),
        label: '開啟虛擬卡桌',
      };
}
