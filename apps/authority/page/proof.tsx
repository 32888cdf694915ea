import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import type { Child } from 'hono/jsx';
import type { PageContext } from './context.ts';
import { MessagePlace } from './message.tsx';
import { proofText } from './text/proof.ts';

export type ProvenAct = {
  /** an operation of `@kaika/wire/proof` */
  readonly operation: string;
  readonly label: string;
  readonly look?: 'main' | 'second' | 'danger' | undefined;
};

type Props = {
  readonly page: PageContext;
  /** a button for each; the card proves what is pressed */
  readonly acts: readonly ProvenAct[];
  /** said when it has succeeded */
  readonly done: string;
  /** said when a choice of `children` is missing */
  readonly missing?: string | undefined;
  /** said while the window is open; by default that the PIN is typed there */
  readonly working?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  /** fields whose values are the parameters, by name */
  readonly children?: Child | undefined;
};

/**
 * 提示訊息 and the buttons of an operation proved by card and PIN. The script (`browser/proving.ts`) asks for a nonce, lets the
 * agent's window sign it and posts the token. The PIN is never a field of a page.
 */
export function ProofPlace(props: Props) {
  const { page, acts, done } = props;
  const t = proofText[page.language];
  return (
    <>
      <noscript>
        <Notice language={page.language} kind="problem" title={t.noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start(acts.map(({ label }) => label)) },
          { name: 'missing', kind: 'warning', sentence: props.missing ?? t.start([]) },
          { name: 'working', kind: 'waiting', sentence: props.working ?? t.working },
          { name: 'done', kind: 'success', sentence: done },
        ]}
        codes={props.codes}
      />
      <div id="proof" data-agent={page.origins.agent}>
        {props.children}
        <Actions>
          {acts.map(({ operation, label, look }) => (
            <Press action={operation} look={look}>
              {label}
            </Press>
          ))}
        </Actions>
        <p class="small soft">{t.neverHere}</p>
      </div>
    </>
  );
}
