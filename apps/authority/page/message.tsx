import { Notice, type NoticeKind } from '@kaika/look/notice';
import { Waiting } from '@kaika/look/waiting';
import type { problems } from '@kaika/wire/problem';
import { agentProblems } from '@kaika/wire/problem/agent';
import { cardProblems } from '@kaika/wire/problem/card';
import { certificateProblems } from '@kaika/wire/problem/certificate';
import { loginProblems } from '@kaika/wire/problem/login';
import { proofProblems } from '@kaika/wire/problem/proof';
import { requestProblems } from '@kaika/wire/problem/request';
import { suspendProblems } from '@kaika/wire/problem/suspend';
import type { Child } from 'hono/jsx';
import type { PageContext } from './context.ts';
import { ProblemNotice } from './remedy.tsx';

export type Message = {
  /** what the script calls it */
  readonly name: string;
  readonly kind: NoticeKind | 'waiting';
  readonly sentence: string;
  readonly children?: Child | undefined;
};

/**
 * The place where the page's script says what is going on. The server renders every message and every
 * failure beforehand, in the page's language, as templates; the script only chooses (`browser/message.ts`).
 */
export function MessagePlace(props: {
  readonly page: PageContext;
  readonly label: string;
  /** the first is shown at the start */
  readonly messages: readonly Message[];
  /** failures of other areas that this page can meet, too */
  readonly codes?: readonly string[] | undefined;
  /** a problem to begin with, instead of the first message */
  readonly first?: string | undefined;
}) {
  const { page, messages } = props;
  const [start] = messages;
  return (
    <section class="message" aria-label={props.label}>
      <div id="message" aria-live="polite">
        {props.first ? (
          <ProblemNotice page={page} problem={{ code: props.first }} />
        ) : (
          start && <Shown page={page} message={start} />
        )}
      </div>
      {messages.map((message) => (
        <template data-message={message.name}>
          <Shown page={page} message={message} />
        </template>
      ))}
      {[...codesOfCards, ...(props.codes ?? [])].map((code) => (
        <template data-problem={code}>
          <ProblemNotice page={page} problem={{ code }} />
        </template>
      ))}
    </section>
  );
}

function Shown({ page, message }: { readonly page: PageContext; readonly message: Message }) {
  if (message.kind === 'waiting') return <Waiting sentence={message.sentence}>{message.children}</Waiting>;
  return (
    <Notice language={page.language} kind={message.kind} title={message.sentence}>
      {message.children}
    </Notice>
  );
}

/** Every failure a page that uses cards can meet. */
const codesOfCards: readonly string[] = Object.keys({
  ...agentProblems,
  ...cardProblems,
  ...certificateProblems,
  ...loginProblems,
  ...proofProblems,
  ...requestProblems,
  ...suspendProblems,
} satisfies Partial<typeof problems>);
