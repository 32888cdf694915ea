import { Submit } from '@kaika/look/button';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { text } from './text.ts';

/** Asks once whether a service of somebody else may know who signs in. */
export function Consent(page: {
  readonly language: Language;
  readonly interaction: string;
  readonly service: string;
  readonly scopes: readonly string[];
}) {
  const words = text(page.language).consent;
  const known: Readonly<Record<string, string>> = words.scopes;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead(page.service)}</p>
      <ul>
        {page.scopes.map((scope) => (
          <li>{known[scope] ?? scope}</li>
        ))}
      </ul>
      <p class="soft">{words.once}</p>
      <Form language={page.language} action={`/interaction/${page.interaction}/consent`}>
        <Actions>
          <Submit name="answer" value="agree">
            {words.agree}
          </Submit>
          <Submit name="answer" value="refuse" look="second">
            {words.refuse}
          </Submit>
        </Actions>
      </Form>
    </>
  );
}
