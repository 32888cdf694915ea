import { SecretField } from '@kaika/look/field';
import type { Asking } from '../conversation/screen.ts';
import { Trouble } from './asking.tsx';
import { CardFace } from './cardline.tsx';
import { Frame, type View, WindowForm } from './view.tsx';

type Screen = Extract<Asking, { kind: 'secrets' }>;

/** User code and new PIN, or the part of them that is asked again, with the rules ticked off while typing. */
export function Secrets({ view, screen }: { readonly view: View; readonly screen: Screen }) {
  const { words } = view;
  return (
    <Frame view={view} title={words.secretsTitle[screen.operation]}>
      <CardFace view={view} card={screen.card} />
      <Trouble view={view} problem={screen.problem} />
      <p>{explained(view, screen)}</p>
      <WindowForm view={view} send={words.secretsSend[screen.operation]}>
        {screen.asks !== 'pin' && <UserCode view={view} />}
        {screen.asks !== 'code' && <NewPin view={view} screen={screen} />}
      </WindowForm>
    </Frame>
  );
}

function explained({ words }: View, screen: Screen): string {
  const isFirst = screen.problem === undefined;
  if (screen.asks === 'code') return isFirst ? words.codeFirst : words.codeOnly;
  if (screen.asks === 'pin') return isFirst ? words.pinNext : words.pinOnly;
  return words.secretsText[screen.operation];
}

function UserCode({ view }: { readonly view: View }) {
  const { words, language } = view;
  return (
    <SecretField
      language={language}
      name="userCode"
      label={words.userCode}
      hint={words.userCodeHint}
      autocomplete="one-time-code"
      maxlength={10}
    />
  );
}

/** The new PIN twice, with its rules. */
export function NewPin(props: {
  readonly view: View;
  readonly screen: Pick<Screen, 'alphabet' | 'card' | 'ubn'>;
}) {
  const { view, screen } = props;
  const { words, language } = view;
  const inputmode = screen.alphabet === 'digits' ? 'numeric' : 'text';
  const field = { language, autocomplete: 'one-time-code', maxlength: 8, inputmode } as const;
  const numbers = [screen.card.cardNumber, screen.ubn].filter((number) => number != null);
  return (
    <>
      <SecretField {...field} name="newPin" label={words.newPin} />
      <SecretField {...field} name="newPinAgain" label={words.newPinAgain} />
      <div class="rules">
        <p class="rules-title" id="rules">
          {words.rules}
        </p>
        <ul aria-labelledby="rules" data-rules={screen.alphabet} data-numbers={numbers.join(' ')}>
          <Rule name="length" text={words.ruleLength} met={words.ruleMet} />
          <Rule name="alphabet" text={words.ruleAlphabet[screen.alphabet]} met={words.ruleMet} />
          <Rule name="easy" text={words.ruleEasy} met={words.ruleMet} />
          <Rule
            name="number"
            text={screen.ubn === undefined ? words.ruleCardNumber : words.ruleNumber}
            met={words.ruleMet}
          />
          <Rule name="match" text={words.ruleMatch} met={words.ruleMet} />
        </ul>
      </div>
    </>
  );
}

function Rule(props: { readonly name: string; readonly text: string; readonly met: string }) {
  return (
    <li data-check={props.name}>
      {props.text}
      <span class="visually-hidden" data-met hidden>
        {props.met}
      </span>
    </li>
  );
}
