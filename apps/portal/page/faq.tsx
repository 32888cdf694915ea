import { abroad, type Language } from '@kaika/look/language';
import type { Origins } from '@kaika/wire/house';
import { faqWords } from '../word/faq.ts';

/** Questions and answers. */
export function Faq({ language, origins }: { readonly language: Language; readonly origins: Origins }) {
  const words = faqWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <div class="faq">
        {words.questions.map(({ question, answer }) => (
          <details>
            <summary>{question}</summary>
            <p>{answer}</p>
          </details>
        ))}
      </div>
      <p>{words.lead}</p>
      <p>
        <a href={abroad(`${origins.login}/help#codes`, language)}>{words.codes}</a>
      </p>
    </>
  );
}
