import { SecretField } from '@kaika/look/field';
import type { Asking } from '../conversation/screen.ts';
import { Trouble } from './asking.tsx';
import { CardFace } from './cardline.tsx';
import { Frame, type View, WindowForm } from './view.tsx';

type Screen = Extract<Asking, { kind: 'new-code' }>;

/** A new user code, twice. The PIN is asked for by the next screen. */
export function NewCode({ view, screen }: { readonly view: View; readonly screen: Screen }) {
  const { words, language } = view;
  const field = { language, autocomplete: 'off', maxlength: 10 } as const;
  return (
    <Frame view={view} title={words.newCodeTitle}>
      <CardFace view={view} card={screen.card} />
      <Trouble view={view} problem={screen.problem} />
      <p>{words.newCodeText}</p>
      <WindowForm view={view} send={words.goOn}>
        <SecretField {...field} name="newCode" label={words.newCode} hint={words.newCodeHint} />
        <SecretField {...field} name="newCodeAgain" label={words.newCodeAgain} />
      </WindowForm>
    </Frame>
  );
}
