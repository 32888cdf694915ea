import { Facts } from '@kaika/look/facts';
import { Problem as ProblemNotice } from '@kaika/look/notice';
import { Waiting } from '@kaika/look/waiting';
import { sentencesOf } from '@kaika/wire/problem';
import type { HeldReader } from '@kaika/wire/window';
import type { Lack, Showing } from '../conversation/screen.ts';
import { CloseButton, Frame, type View, WindowForm } from './view.tsx';

/** A screen that goes on by itself, or the last one. */
export function ShowingScreen({ view, screen }: { readonly view: View; readonly screen: Showing }) {
  switch (screen.kind) {
    case 'opening':
      return <Opening view={view} />;
    case 'wait':
      return <Wait view={view} lack={screen.lack} />;
    case 'working':
      return <Working view={view} screen={screen} />;
    case 'failed':
      return <Failed view={view} screen={screen} />;
    case 'done':
      return <Done view={view} />;
  }
}

function Opening({ view }: { readonly view: View }) {
  const { words } = view;
  return (
    <Frame view={view} title={words.workingTitle}>
      <Waiting sentence={words.opening} />
    </Frame>
  );
}

function Wait({ view, lack }: { readonly view: View; readonly lack: Lack }) {
  const { words, language } = view;
  const [what, remedy] = sentencesOf(lack.problem, language);
  return (
    <Frame view={view} title={words.waitTitle[lack.of]}>
      <div class="agent-wait" role="status">
        <Picture of={lack.of} />
        <p>
          <strong>{what}</strong>
        </p>
        <p>{remedy}</p>
        <p class="soft">{words.waitText}</p>
      </div>
      <Facts items={factsOf(view, lack)} />
      <WindowForm view={view} />
    </Frame>
  );
}

/** A reader with its slot, and a card on its way into it. */
function Picture({ of }: { readonly of: Lack['of'] }) {
  return (
    <div class={`picture is-${of}`} aria-hidden="true">
      <span class="picture-card">
        <span class="chip" />
      </span>
      <span class="picture-reader" />
    </div>
  );
}

function factsOf({ words }: View, lack: Lack) {
  const wanted = lack.cardNumber === null ? [] : [{ term: words.waitNumber, value: lack.cardNumber }];
  const found = lack.found.map((reader) => ({ term: words.found, value: foundText(reader, words) }));
  return [...wanted, ...found];
}

function foundText({ name, card }: HeldReader, words: View['words']): string {
  if (card === null) return `${words.foundUnreadable}（${name}）`;
  if (card.kind === 'blank') return `${words.foundBlank}（${name}）`;
  return [card.cardNumber, card.holder].filter(Boolean).join(' ');
}

function Working({
  view,
  screen,
}: {
  readonly view: View;
  readonly screen: Extract<Showing, { kind: 'working' }>;
}) {
  const { words } = view;
  const { progress } = screen;
  return (
    <Frame view={view} title={words.workingTitle}>
      <Waiting sentence={words.working[screen.work]}>
        {progress && <p class="soft">{words.step(progress.step, progress.of)}</p>}
      </Waiting>
      {progress && <progress value={progress.step} max={progress.of} aria-label={words.workingTitle} />}
    </Frame>
  );
}

function Failed({
  view,
  screen,
}: {
  readonly view: View;
  readonly screen: Extract<Showing, { kind: 'failed' }>;
}) {
  const { language, words } = view;
  const sentences = sentencesOf(screen.problem, language);
  return (
    <Frame view={view} title={words.failedTitle}>
      <ProblemNotice language={language} code={screen.problem.code} sentences={sentences} live />
      <CloseButton view={view} />
    </Frame>
  );
}

function Done({ view }: { readonly view: View }) {
  return (
    <Frame view={view} title={view.words.done}>
      <p role="status">{view.words.doneText}</p>
    </Frame>
  );
}
