import { abroad, type Language } from '@kaika/look/language';
import { operations } from '@kaika/look/operation';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { homeText } from './text/home.ts';
import { operationText } from './text/operation.ts';
import { siteText } from './text/site.ts';

export type HomeView = {
  readonly page: PageContext;
  /** days from issue within which a card is activated */
  readonly activationDays: number;
};

/** `GET /` */
export function HomePage({ page, activationDays }: HomeView) {
  const t = homeText[page.language];
  return (
    <HolderFrame page={page} title={siteText[page.language].name} section="home">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <h2>{t.tasks}</h2>
      <ul class="tiles three">
        <Tile href={path.apply} title={t.applyTitle} text={t.applyText} />
        <Tile href={path.activate} title={t.activateTitle} text={t.activateText(activationDays)} />
        <Tile href={path.certificate} title={t.queryTitle} text={t.queryText} />
        <Tile href={path.progress} title={t.progressTitle} text={t.progressText} />
        <Tile href={path.check} title={t.checkTitle} text={t.checkText} />
        <Tile href={abroad(page.origins.portal, page.language)} title={t.portalTitle} text={t.portalText} />
      </ul>
      <section>
        <h2>{t.path}</h2>
        <ol class="journey">
          {t.steps.map(([name, sentence]) => (
            <li>
              <strong>{name}</strong>
              <span>{sentence}</span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t.operations}</h2>
        <p>{t.operationsLead}</p>
        <OperationList language={page.language} />
        <NewCardList language={page.language} />
      </section>
      <section>
        <h2>{t.cardTitle}</h2>
        {t.card.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
    </HolderFrame>
  );
}

/** The thirteen operations, each with what it does. */
export function OperationList({ language }: { readonly language: Language }) {
  const { words } = operationText[language];
  return (
    <ol class="directory">
      {operations(language).map((operation) => (
        <li>
          <div>
            <h3>
              <a class="plain" href={operation.path}>
                {operation.label}
              </a>
            </h3>
            <p>{words[operation.id]?.does}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What is not in the menu of thirteen and is looked for beside it: a new card after the one that is there. */
export function NewCardList({ language }: { readonly language: Language }) {
  const t = homeText[language];
  return (
    <>
      <h2>{t.newCard}</h2>
      <ul class="directory">
        {(
          [
            [path.renew, t.renewTitle, t.renewText],
            [path.replace, t.replaceTitle, t.replaceText],
          ] as const
        ).map(([href, title, text]) => (
          <li>
            <div>
              <h3>
                <a class="plain" href={href}>
                  {title}
                </a>
              </h3>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Tile(props: { readonly href: string; readonly title: string; readonly text: string }) {
  return (
    <li>
      <div class="tile">
        <h3>
          <a href={props.href}>{props.title}</a>
        </h3>
        <p>{props.text}</p>
      </div>
    </li>
  );
}
