import { Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { SecretField } from '@kaika/look/field';
import { Notice, Problem as ProblemNotice } from '@kaika/look/notice';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import type { Asking, Document } from '../conversation/screen.ts';
import { CardFace } from './cardline.tsx';
import { ChangePin } from './changepin.tsx';
import { Approve, Trust } from './legacy.tsx';
import { NewCode } from './newcode.tsx';
import { Secrets } from './secrets.tsx';
import { Frame, type View, WindowForm } from './view.tsx';

/** A screen that waits for something to be typed or chosen. */
export function AskingScreen({ view, screen }: { readonly view: View; readonly screen: Asking }) {
  switch (screen.kind) {
    case 'consent':
      return <Consent view={view} wants={screen.wants} />;
    case 'choose':
      return <Choose view={view} screen={screen} />;
    case 'pin':
      return <Pin view={view} screen={screen} />;
    case 'secrets':
      return <Secrets view={view} screen={screen} />;
    case 'approve':
      return <Approve view={view} screen={screen} />;
    case 'trust':
      return <Trust view={view} />;
    case 'new-code':
      return <NewCode view={view} screen={screen} />;
    case 'change-pin':
      return <ChangePin view={view} screen={screen} />;
    case 'operator':
      return <Operator view={view} screen={screen} />;
    case 'problem':
      return <Again view={view} problem={screen.problem} />;
  }
}

/** What went wrong, small, over the form that may cure it. */
export function Trouble({ view, problem }: { readonly view: View; readonly problem: Problem | undefined }) {
  if (problem === undefined) return null;
  const sentences = sentencesOf(problem, view.language);
  return <ProblemNotice language={view.language} code={problem.code} sentences={sentences} live />;
}

type Of<Kind> = Extract<Asking, { kind: Kind }>;

function Consent({ view, wants }: { readonly view: View; readonly wants: Of<'consent'>['wants'] }) {
  const { words } = view;
  return (
    <Frame view={view} title={words.consentTitle}>
      <Facts items={[{ term: words.wantsLabel, value: words.wants[wants] }]} />
      <p>{words.consentText}</p>
      <form class="agent-form" data-form>
        <input type="hidden" name="screen" value={String(view.number)} />
        <div class="agent-stack">
          <Submit name="choice" value="always">
            {words.allowAlways}
          </Submit>
          <Submit look="second" name="choice" value="once">
            {words.allowOnce}
          </Submit>
          <Submit look="second" name="choice" value="refuse">
            {words.refuse}
          </Submit>
        </div>
      </form>
    </Frame>
  );
}

function Choose({ view, screen }: { readonly view: View; readonly screen: Of<'choose'> }) {
  const { words } = view;
  return (
    <Frame view={view} title={words.chooseTitle}>
      <p>{words.chooseText}</p>
      <WindowForm view={view} send={words.goOn}>
        <fieldset class="options agent-options">
          <legend class="visually-hidden">{words.chooseTitle}</legend>
          {screen.cards.map((card, index) => (
            <label class="option">
              <input type="radio" name="card" value={String(index)} checked={index === 0} />
              <CardFace view={view} card={card} />
            </label>
          ))}
        </fieldset>
      </WindowForm>
    </Frame>
  );
}

function Pin({ view, screen }: { readonly view: View; readonly screen: Of<'pin'> }) {
  const { words, language } = view;
  const { triesLeft, document } = screen;
  return (
    <Frame view={view} title={words.pinTitle[screen.purpose]}>
      <CardFace view={view} card={screen.card} />
      <DocumentFacts view={view} document={document} />
      <Trouble view={view} problem={screen.problem} />
      <LastTry view={view} triesLeft={triesLeft} />
      <WindowForm view={view} send={words.pinSend[screen.purpose]}>
        <SecretField
          language={language}
          name="pin"
          label={words.pin}
          hint={hintOf(view, screen)}
          autocomplete="one-time-code"
          maxlength={8}
          inputmode={screen.alphabet === 'digits' ? 'numeric' : 'text'}
        />
      </WindowForm>
    </Frame>
  );
}

/** What is signed, or decrypted, as a person may compare it. */
export function DocumentFacts({
  view,
  document,
}: {
  readonly view: View;
  readonly document: Document | undefined;
}) {
  const { words } = view;
  if (document === undefined) return null;
  const hash = <code class="hash">{grouped(document.hash)}</code>;
  return (
    <Facts
      items={[
        { term: words.document, value: <strong>{document.name}</strong> },
        { term: `${words.hash} ${document.algorithm}`, value: hash },
      ]}
    />
  );
}

/** The warning before the last try. */
export function LastTry({ view, triesLeft }: { readonly view: View; readonly triesLeft: number | null }) {
  if (triesLeft !== 1) return null;
  const { words, language } = view;
  return (
    <Notice language={language} kind="warning" title={words.lastTry} live>
      <p>{words.lastTryText}</p>
    </Notice>
  );
}

function hintOf({ words, language }: View, screen: Of<'pin'>): string {
  const rule = words.pinHint[screen.alphabet];
  if (screen.triesLeft === null || screen.triesLeft === 1) return rule;
  return `${rule}${language === 'en' ? '. ' : '；'}${words.triesLeft(screen.triesLeft)}`;
}

/** Hexadecimal in groups of eight: two people can compare it aloud. */
function grouped(hex: string): string {
  return hex.replace(/.{8}(?=.)/g, '$& ');
}

function Operator({ view, screen }: { readonly view: View; readonly screen: Of<'operator'> }) {
  const { words } = view;
  const about = screen.operation === 'produce' ? 'application' : 'card';
  return (
    <Frame view={view} title={words.operatorTitle[screen.operation]}>
      <p>{words.operatorText[screen.operation]}</p>
      <Facts
        items={[
          { term: words.operatorFor[about], value: screen.holder },
          ...(screen.label === null
            ? []
            : [
                {
                  term: words.operatorLabel[about],
                  value: screen.label,
                },
              ]),
        ]}
      />
      <CardFace view={view} card={screen.card} />
      {screen.warns && (
        <Notice language={view.language} kind="warning" title={words.notBlank}>
          <p>{words.notBlankText}</p>
        </Notice>
      )}
      <WindowForm view={view} send={words.operatorAgree} choice="agree" />
    </Frame>
  );
}

function Again({ view, problem }: { readonly view: View; readonly problem: Problem }) {
  const [what] = sentencesOf(problem, view.language);
  return (
    <Frame view={view} title={view.words.workingTitle}>
      <Trouble view={view} problem={problem} />
      <WindowForm view={view} send={view.words.again} choice="again" />
      <p class="visually-hidden">{what}</p>
    </Frame>
  );
}
