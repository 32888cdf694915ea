import { Submit } from '@kaika/look/button';
import { shortDateTime } from '@kaika/look/date';
import { Facts } from '@kaika/look/facts';
import type { Language } from '@kaika/look/language';
import { Notice, Problem as ProblemNotice } from '@kaika/look/notice';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import { protocolVersion } from '@kaika/wire/window';
import type { Context } from '../conversation/context.ts';
import { isNewer, type Update } from '../update.ts';
import { fingerprint } from './certificate.tsx';
import { managerWords } from './words.ts';

/** 關於. */
export function About(props: {
  readonly language: Language;
  readonly context: Context;
  readonly secret: string;
  /** What the portal said when it was asked last. */
  readonly update: Update | null;
  readonly problem?: Problem | undefined;
}) {
  const { language, context } = props;
  const words = managerWords(language);
  return (
    <>
      <h1>{words.about}</h1>
      <p>{words.aboutText}</p>
      <Facts
        items={[
          { term: words.version, value: context.version },
          { term: words.protocol, value: String(protocolVersion) },
        ]}
      />
      <Newest {...props} />
      <section>
        <h2>{words.authorities}</h2>
        {context.trust.authorities().length === 0 && <p>{words.noAuthorities}</p>}
        {context.trust.authorities().map(({ name, root, origins }) => (
          <Facts
            items={[
              {
                term: language === 'en' ? name.en : name.zh,
                value: origins.join(language === 'en' ? ', ' : '、'),
              },
              { term: words.fingerprint, value: <code>{fingerprint(root)}</code> },
            ]}
          />
        ))}
      </section>
    </>
  );
}

/** Whether there is a newer version; asked when the person presses the button, never otherwise. */
function Newest(props: Parameters<typeof About>[0]) {
  const { language, context, update, problem, secret } = props;
  const words = managerWords(language);
  const newer = update !== null && isNewer(update.newest, context.version);
  return (
    <section>
      <h2>{words.updateTitle}</h2>
      {problem && (
        <ProblemNotice language={language} code={problem.code} sentences={sentencesOf(problem, language)} />
      )}
      {update && (
        <Notice
          language={language}
          kind={newer ? 'warning' : 'success'}
          title={newer ? words.updateNewer(update.newest) : words.updateNone}
        >
          <p>
            {words.updateAt} {shortDateTime(new Date(update.at), language)}
          </p>
        </Notice>
      )}
      <p>{words.updateText}</p>
      <form method="post" action="/about">
        <input type="hidden" name="secret" value={secret} />
        <Submit look="second">{words.updateAsk}</Submit>
      </form>
    </section>
  );
}
