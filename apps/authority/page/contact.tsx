import { LinkButton, Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { contactText } from './text/contact.ts';

export type ContactValues = {
  readonly name?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
};

type View = { readonly page: PageContext };

/** `GET /contact`, 憑證IC卡聯絡人修改, and the answer to a `POST /contact` that was refused. */
export function ContactPage(view: View & { readonly values: ContactValues; readonly errors: FieldCodes }) {
  const { page, values } = view;
  const { language } = page;
  const t = contactText[language];
  const said = fieldErrors(view.errors, t.fields, { language, required: t.required });
  const field = (name: keyof ContactValues) => ({
    language,
    name,
    label: t.fields[name],
    value: values[name],
    error: said[name],
  });
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="contact">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <Form language={language} action={path.contact} errors={said}>
        <TextField {...field('name')} autocomplete="name" maxlength={50} width="medium" />
        <TextField {...field('mail')} type="email" autocomplete="email" inputmode="email" maxlength={254} />
        <TextField
          {...field('phone')}
          hint={t.phoneHint}
          type="tel"
          autocomplete="tel"
          inputmode="tel"
          maxlength={25}
          width="medium"
        />
        <Actions>
          <Submit>{t.next}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

type Words = { readonly name: string; readonly mail: string; readonly phone: string };

/** The answer to a `POST /contact` that is in order: what would change, and the button that proves it with card and PIN. */
export function ContactCheckPage({ page, words }: View & { readonly words: Words }) {
  const t = contactText[page.language];
  const hidden = Object.entries(words).map(([name, value]) => (
    <input type="hidden" name={name} value={value} />
  ));
  return (
    <HolderFrame page={page} title={t.checkTitle} section="operations" operation="contact">
      <h1>{t.checkTitle}</h1>
      <p class="lead">{t.checkLead}</p>
      <WordFacts page={page} words={words} />
      <ProofPlace
        page={page}
        acts={[{ operation: 'contact', label: t.prove }]}
        done={t.done}
        codes={['contact.same']}
      >
        {hidden}
      </ProofPlace>
      <p>
        <a href={path.contact}>{t.edit}</a>
      </p>
    </HolderFrame>
  );
}

/** `GET /contact/waiting`: the new address has to be confirmed. */
export function ContactWaitingPage({ page }: View) {
  const t = contactText[page.language];
  return (
    <HolderFrame page={page} title={t.waitTitle} section="operations" operation="contact" unlisted>
      <h1>{t.waitTitle}</h1>
      <Notice language={page.language} kind="info" title={t.wait}>
        <p>{t.waitLate}</p>
      </Notice>
      <p>
        <LinkButton href={path.home} look="second">
          {t.home}
        </LinkButton>
      </p>
    </HolderFrame>
  );
}

/** `GET /contact/link/{secret}`: the page of the mailed link; it changes nothing before the button is pressed. */
export function ContactLinkPage(
  view: View & { readonly words: Words; readonly cardNumber: string; readonly action: string },
) {
  const { page } = view;
  const t = contactText[page.language];
  return (
    <HolderFrame page={page} title={t.linkTitle} section="operations" operation="contact" unlisted>
      <h1>{t.linkTitle}</h1>
      <p class="lead">{t.linkLead}</p>
      <WordFacts page={page} words={view.words} cardNumber={view.cardNumber} />
      <Form language={page.language} action={view.action}>
        <Actions>
          <Submit>{t.confirm}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

function WordFacts(props: {
  readonly page: PageContext;
  readonly words: Words;
  readonly cardNumber?: string | undefined;
}) {
  const t = contactText[props.page.language];
  const { name, mail, phone } = props.words;
  const number = props.cardNumber;
  return (
    <Facts
      items={[
        ...(number === undefined ? [] : [{ term: t.cardNumber, value: <span class="num">{number}</span> }]),
        { term: t.fields.name, value: name },
        { term: t.fields.mail, value: mail },
        { term: t.fields.phone, value: phone },
      ]}
    />
  );
}
