import { SecretField } from '@kaika/look/field';
import { Notice } from '@kaika/look/notice';
import type { Asking } from '../conversation/screen.ts';
import { Trouble } from './asking.tsx';
import { CardFace } from './cardline.tsx';
import { NewPin } from './secrets.tsx';
import { Frame, type View, WindowForm } from './view.tsx';

type Screen = Extract<Asking, { kind: 'change-pin' }>;

/** 更改PIN碼: the old PIN, and the new one twice with its rules ticked off. */
export function ChangePin({ view, screen }: { readonly view: View; readonly screen: Screen }) {
  const { words, language } = view;
  const { triesLeft, alphabet } = screen;
  return (
    <Frame view={view} title={words.changeTitle}>
      <CardFace view={view} card={screen.card} />
      <Trouble view={view} problem={screen.problem} />
      {triesLeft === 1 && (
        <Notice language={language} kind="warning" title={words.lastTry} live>
          <p>{words.lastTryText}</p>
        </Notice>
      )}
      <WindowForm view={view} send={words.changeSend}>
        <SecretField
          language={language}
          name="oldPin"
          label={words.oldPin}
          hint={triesLeft === null || triesLeft === 1 ? undefined : words.triesLeft(triesLeft)}
          autocomplete="off"
          maxlength={8}
          inputmode={alphabet === 'digits' ? 'numeric' : 'text'}
        />
        <NewPin view={view} screen={screen} />
      </WindowForm>
    </Frame>
  );
}
