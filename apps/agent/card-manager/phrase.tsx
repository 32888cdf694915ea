import { Submit } from '@kaika/look/button';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { managerWords } from './words.ts';

/** 識別語: the sentence by which the person knows our windows. */
export function Phrase(props: {
  readonly language: Language;
  readonly phrase: string;
  readonly secret: string;
  readonly outcome?: 'saved' | 'refused' | undefined;
}) {
  const { language } = props;
  const words = managerWords(language);
  const error = props.outcome === 'refused' ? words.phraseBad : undefined;
  return (
    <>
      <h1>{words.settings}</h1>
      <p>{words.settingsText}</p>
      {props.outcome === 'saved' && <Notice language={language} kind="success" title={words.saved} live />}
      <Form language={language} action="/phrase" errors={error === undefined ? {} : { phrase: error }}>
        <input type="hidden" name="secret" value={props.secret} />
        <TextField
          language={language}
          name="phrase"
          label={words.phrase}
          hint={words.phraseHint}
          error={error}
          value={props.phrase}
          maxlength={40}
        />
        <Actions>
          <Submit>{words.save}</Submit>
        </Actions>
      </Form>
    </>
  );
}
