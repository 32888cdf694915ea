import { Problem } from '@kaika/look/notice';
import { sentencesOf } from '@kaika/wire/problem';
import { CloseButton, Frame, type View } from './view.tsx';
import { words } from './words.ts';

/** What the terminal shows by itself when the agent has stopped: nobody else could make that screen any more. One for each language. */
export function Stopped({ view }: { readonly view: View }) {
  return (
    <>
      {(['zh-TW', 'en'] as const).map((language) => (
        <template data-stopped={language}>
          <StoppedScreen view={{ ...view, language, words: words(language) }} />
        </template>
      ))}
    </>
  );
}

function StoppedScreen({ view }: { readonly view: View }) {
  const code = 'agent.stopped';
  return (
    <Frame view={view} title={view.words.failedTitle}>
      <Problem language={view.language} code={code} sentences={sentencesOf({ code }, view.language)} live />
      <CloseButton view={view} />
    </Frame>
  );
}
