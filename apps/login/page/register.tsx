import { Submit } from '@kaika/look/button';
import { SecretField, TextField } from '@kaika/look/field';
import { Actions, Form, type FormErrors } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { text } from './text.ts';

/** The form for a user ID with a password. */
export function Register(page: {
  readonly language: Language;
  /** The sign-in to go back to. */
  readonly interaction: string;
  readonly typed: { readonly name: string; readonly userId: string };
  readonly errors: FormErrors;
}) {
  const { language, typed, errors } = page;
  const words = text(language).register;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Form language={language} action="/register" errors={errors}>
        <input type="hidden" name="interaction" value={page.interaction} />
        <TextField
          language={language}
          name="name"
          label={words.name}
          value={typed.name}
          error={errors.name}
          autocomplete="name"
          maxlength={100}
        />
        <TextField
          language={language}
          name="userId"
          label={words.userId}
          hint={words.userIdHint}
          value={typed.userId}
          error={errors.userId}
          autocomplete="username"
          maxlength={32}
        />
        <SecretField
          language={language}
          name="password"
          label={words.password}
          hint={words.passwordHint}
          error={errors.password}
          maxlength={128}
        />
        <SecretField
          language={language}
          name="again"
          label={words.again}
          error={errors.again}
          maxlength={128}
        />
        <Actions>
          <Submit>{words.submit}</Submit>
        </Actions>
      </Form>
    </>
  );
}
