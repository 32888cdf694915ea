import { LinkButton, Press, Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Progress } from '@kaika/look/progress';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { api, path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { mailText } from './text/mail.ts';

type View = { readonly page: PageContext };

export type MailView = View & {
  readonly values: { readonly mail?: string | undefined };
  readonly errors: FieldCodes;
};

/** `GET /mail`, 寫入憑證內安全電子郵件信箱, and the answer to a `POST /mail` that was refused. */
export function MailPage({ page, values, errors }: MailView) {
  const { language } = page;
  const t = mailText[language];
  const said = fieldErrors(errors, t.fields, { language, required: t.required });
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="mail">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <Form language={language} action={path.mail} errors={said}>
        <TextField
          language={language}
          name="mail"
          label={t.fields.mail}
          hint={t.mailHint}
          value={values.mail}
          error={said.mail}
          type="email"
          autocomplete="email"
          inputmode="email"
          maxlength={254}
        />
        <Actions>
          <Submit>{t.next}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

/** The answer to a `POST /mail` that is in order: the address, and the button that proves it with card and PIN. */
export function MailCheckPage({ page, mail }: View & { readonly mail: string }) {
  const t = mailText[page.language];
  return (
    <HolderFrame page={page} title={t.checkTitle} section="operations" operation="mail">
      <h1>{t.checkTitle}</h1>
      <p class="lead">{t.checkLead}</p>
      <Facts items={[{ term: t.fields.mail, value: mail }]} />
      <ProofPlace
        page={page}
        acts={[{ operation: 'mail', label: t.prove }]}
        done={t.done}
        codes={['mail.same', 'mail.too-many']}
      >
        <input type="hidden" name="mail" value={mail} />
      </ProofPlace>
      <p>
        <a href={path.mail}>{t.edit}</a>
      </p>
    </HolderFrame>
  );
}

/** `GET /mail/waiting`: the address has to be confirmed. */
export function MailWaitingPage({ page }: View) {
  const t = mailText[page.language];
  return (
    <HolderFrame page={page} title={t.waitTitle} section="operations" operation="mail" unlisted>
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

export type MailLinkView = View & {
  readonly mail: string;
  readonly cardNumber: string;
  readonly holder: string;
};

/** `GET /mail/link/{secret}`: the page of the mailed link; it changes nothing before the button is pressed. */
export function MailLinkPage(view: MailLinkView & { readonly action: string }) {
  const { page } = view;
  const t = mailText[page.language];
  return (
    <HolderFrame page={page} title={t.linkTitle} section="operations" operation="mail" unlisted>
      <h1>{t.linkTitle}</h1>
      <p class="lead">{t.linkLead}</p>
      <WritingFacts {...view} />
      <Form language={page.language} action={view.action}>
        <Actions>
          <Submit>{t.confirm}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

/**
 * The page of the same link once the address is confirmed. The script (`browser/write.ts`) asks `POST /api/mail/task` and lets the
 * agent relay between authority and card. `begun`: a run before this one was cut.
 */
export function MailWritePage(view: MailLinkView & { readonly secret: string; readonly begun: boolean }) {
  const { page } = view;
  const { language } = page;
  const t = mailText[language];
  return (
    <HolderFrame page={page} title={t.writeTitle} section="operations" operation="mail" unlisted>
      <h1>{t.writeTitle}</h1>
      <p class="lead">{view.begun ? t.begunLead : t.writeLead}</p>
      <noscript>
        <Notice language={language} kind="problem" title={t.noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start },
          { name: 'working', kind: 'waiting', sentence: t.working },
          { name: 'pulled', kind: 'warning', sentence: t.pulled },
          { name: 'done', kind: 'success', sentence: t.written },
        ]}
        codes={['mail.not-confirmed', 'link.used', 'link.expired', 'card.not-writable', 'card.altered']}
      />
      <WritingFacts {...view} />
      <div id="write" data-agent={page.origins.agent} data-task={api.mailTask} data-secret={view.secret}>
        <Actions>
          <Press id="begin">{t.write}</Press>
        </Actions>
        <h2>{t.progressTitle}</h2>
        <Progress
          language={language}
          label={t.progressTitle}
          steps={Object.entries(t.steps).map(([key, name]) => ({ key, name, state: 'waiting' }))}
        />
      </div>
    </HolderFrame>
  );
}

function WritingFacts({ page, mail, cardNumber, holder }: MailLinkView) {
  const t = mailText[page.language];
  return (
    <Facts
      items={[
        { term: t.fields.mail, value: mail },
        { term: t.cardNumber, value: <span class="num">{cardNumber}</span> },
        { term: t.holder, value: holder },
      ]}
    />
  );
}
