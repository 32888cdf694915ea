import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Progress } from '@kaika/look/progress';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { checkText } from './text/check.ts';

export type CheckView = { readonly page: PageContext; readonly now: Date };

/** `GET /check`, 環境檢測: agent, clock, card service, reader, card, each with its remedy. */
export function CheckPage({ page, now }: CheckView) {
  const { language } = page;
  const t = checkText[language];
  return (
    <HolderFrame page={page} title={t.title} section="other" width="narrow">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <noscript>
        <Notice language={language} kind="problem" title={t.noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start },
          { name: 'working', kind: 'waiting', sentence: t.working },
          { name: 'passed', kind: 'success', sentence: t.passed },
        ]}
      />
      <div id="check" data-agent={page.origins.agent} data-now={String(now.getTime())}>
        <Progress
          language={language}
          label={t.listLabel}
          steps={Object.entries(t.items).map(([key, name]) => ({ key, name, state: 'waiting' }))}
        />
        <Actions>
          <Press id="begin">{t.begin}</Press>
        </Actions>
      </div>
    </HolderFrame>
  );
}
