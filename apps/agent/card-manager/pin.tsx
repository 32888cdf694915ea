import type { Alphabet } from '@kaika/card/model';
import { LinkButton, Submit } from '@kaika/look/button';
import { SecretField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice, Problem as ProblemNotice } from '@kaika/look/notice';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import type { CardLine } from '../conversation/screen.ts';
import { CardFace } from '../window/cardline.tsx';
import { words as windowWords } from '../window/words.ts';
import { managerWords } from './words.ts';

export type PinForm = {
  readonly language: Language;
  readonly card: CardLine;
  readonly alphabet: Alphabet;
  readonly triesLeft: number | null;
  readonly secret: string;
  readonly problem?: Problem | undefined;
};

/** 更改PIN碼. What was typed is never given back. */
export function PinPage(form: PinForm) {
  const { language } = form;
  const words = managerWords(language);
  return (
    <>
      <h1>{words.changePin}</h1>
      <p>{words.changePinText}</p>
      <CardFace view={{ language, words: windowWords(language) }} card={form.card} />
      {form.problem && (
        <ProblemNotice
          language={language}
          code={form.problem.code}
          sentences={sentencesOf(form.problem, language)}
          live
        />
      )}
      {form.triesLeft === 1 && (
        <Notice language={language} kind="warning" title={words.lastTry}>
          <p>{words.lastTryText}</p>
        </Notice>
      )}
      <Form language={language} action={`/pin?reader=${encodeURIComponent(form.card.reader)}`}>
        <input type="hidden" name="secret" value={form.secret} />
        <input type="hidden" name="triesShown" value={String(form.triesLeft ?? '')} />
        <PinFields {...form} />
        <Actions>
          <Submit>{words.changePin}</Submit>
          <LinkButton look="second" href="/">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function PinFields({ language, alphabet }: PinForm) {
  const words = managerWords(language);
  const inputmode = alphabet === 'digits' ? 'numeric' : 'text';
  const field = { language, autocomplete: 'one-time-code', maxlength: 8, inputmode } as const;
  const rules = [
    ['length', words.ruleLength],
    ['alphabet', words.ruleAlphabet[alphabet]],
    ['easy', words.ruleEasy],
    ['match', words.ruleMatch],
  ] as const;
  return (
    <>
      <SecretField {...field} name="oldPin" label={words.oldPin} hint={words.pinHint} />
      <SecretField {...field} name="newPin" label={words.newPin} />
      <SecretField {...field} name="newPinAgain" label={words.newPinAgain} />
      <div class="rules">
        <p class="rules-title" id="rules">
          {words.rules}
        </p>
        <ul aria-labelledby="rules" data-rules={alphabet}>
          {rules.map(([name, text]) => (
            <li data-check={name}>
              {text}
              <span class="visually-hidden" data-met hidden>
                {words.ruleMet}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** It worked. */
export function PinChanged({ language }: { readonly language: Language }) {
  const words = managerWords(language);
  return (
    <>
      <h1>{words.changePin}</h1>
      <Notice language={language} kind="success" title={words.pinChanged} live>
        <p>{words.pinChangedText}</p>
      </Notice>
      <LinkButton href="/">{words.back}</LinkButton>
    </>
  );
}
