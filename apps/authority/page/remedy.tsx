import { abroad } from '@kaika/look/language';
import { Problem } from '@kaika/look/notice';
import { sentencesOf, type Problem as WireProblem } from '@kaika/wire/problem';
import type { PageContext } from './context.ts';
import { helpPath, path } from './path.ts';
import { picturePath } from './picture.ts';
import { pictureText } from './text/picture.ts';
import { type RemedyLink, remedyLinks, remedyLinkText, remedyText } from './text/remedy.ts';
import type { Remedy } from './text/remedy-type.ts';

/** A problem with all that helps: the two sentences, the steps by browser, the links on. */
export function ProblemNotice(props: {
  readonly page: PageContext;
  readonly problem: WireProblem;
  readonly live?: boolean | undefined;
}) {
  const { page, problem } = props;
  return (
    <Problem
      language={page.language}
      code={problem.code}
      sentences={sentencesOf(problem, page.language)}
      help={helpPath(problem.code)}
      live={props.live}
    >
      <RemedySteps page={page} code={problem.code} />
      <RemedyLinks page={page} code={problem.code} />
    </Problem>
  );
}

/** The steps against a failure, by browser where browsers differ; nothing for codes whose sentence says all. */
export function RemedySteps({ page, code }: { readonly page: PageContext; readonly code: string }) {
  const remedies = remedyText[page.language][code] ?? [];
  if (remedies.length === 0) return null;
  return (
    <div>
      {remedies.map((remedy) =>
        remedy.browser === undefined ? (
          <>
            {remedy.title && (
              <p>
                <strong>{remedy.title}</strong>
              </p>
            )}
            <Steps page={page} remedy={remedy} />
          </>
        ) : (
          <details data-browser={remedy.browser}>
            <summary>{browserNames[remedy.browser]}</summary>
            <Steps page={page} remedy={remedy} />
          </details>
        ),
      )}
    </div>
  );
}

const browserNames = { chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox', safari: 'Safari' } as const;

function Steps({ page, remedy }: { readonly page: PageContext; readonly remedy: Remedy }) {
  const { language } = page;
  return (
    <>
      <ol>
        {remedy.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {remedy.picture && (
        <img
          class="picture"
          src={picturePath(remedy.picture, language)}
          alt={pictureText[language].alt[remedy.picture]}
          width="480"
          height="230"
          loading="lazy"
        />
      )}
    </>
  );
}

function RemedyLinks({ page, code }: { readonly page: PageContext; readonly code: string }) {
  const links = remedyLinks[code] ?? [];
  if (links.length === 0) return null;
  return (
    <ul class="notice-links">
      {links.map((link) => (
        <li>
          <a href={hrefOf(link, page)}>{remedyLinkText[page.language][link]}</a>
        </li>
      ))}
    </ul>
  );
}

function hrefOf(link: RemedyLink, page: PageContext): string {
  if (link === 'download') return downloadHref(page);
  if (link === 'check' || link === 'activate' || link === 'certificate' || link === 'apply')
    return path[link];
  return `/${link}`;
}

/** Where the card agent is downloaded: the portal. */
export function downloadHref(page: PageContext): string {
  return abroad(`${page.origins.portal}/download`, page.language);
}
