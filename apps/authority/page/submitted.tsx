import { LinkButton } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import { Moment } from '@kaika/look/time';
import { wordsOf } from './apply.tsx';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';

export type SubmittedView = {
  readonly page: PageContext;
  readonly number: string;
  readonly name: string;
  readonly submittedAt: Date;
  readonly activationDays: number;
  /** where the number was sent, when a mail was */
  readonly mailedTo?: string | undefined;
  /** a certificate on no card was asked for */
  readonly software?: boolean | undefined;
};

/** `GET /apply/sent`, where a sent application leads. */
export function SubmittedPage(view: SubmittedView) {
  const { language } = view.page;
  const t = wordsOf(language, view.software ?? false);
  return (
    <HolderFrame page={view.page} title={t.submittedTitle} section="apply" width="narrow" unlisted>
      <h1>{t.submittedTitle}</h1>
      <Steps language={language} label={t.stepsLabel} names={t.steps} current={2} />
      <Notice language={language} kind="success" title={t.submittedLead}>
        {view.mailedTo && <p>{t.mailed(view.mailedTo)}</p>}
      </Notice>
      <Facts
        items={[
          { term: t.number, value: <strong class="num figure">{view.number}</strong> },
          { term: t.fields.name, value: view.name },
          { term: t.submittedAt, value: <Moment at={view.submittedAt} language={language} /> },
        ]}
      />
      <h2>{t.nextTitle}</h2>
      <ol class="prose">
        <li>{t.next1}</li>
        <li>{t.next2}</li>
        <li>{t.next3(view.activationDays)}</li>
      </ol>
      <Actions>
        <LinkButton href={`${path.progress}?number=${encodeURIComponent(view.number)}`}>{t.track}</LinkButton>
        <button type="button" class="button second" data-print hidden>
          {t.print}
        </button>
      </Actions>
    </HolderFrame>
  );
}
