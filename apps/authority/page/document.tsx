import { Submit } from '@kaika/look/button';
import { FileField } from '@kaika/look/field';
import { Actions, FieldGroup } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { documentText } from './text/document.ts';

/** A supporting document as pages name it. */
export type ShownDocument = {
  readonly id: string;
  readonly name: string;
  /** octets */
  readonly size: number;
};

/** 證明文件: a field for several files, and what is there already. Buttons post `step=upload` and `step=remove:{id}`. */
export function DocumentFields(props: {
  readonly language: Language;
  readonly documents: readonly ShownDocument[];
  readonly error?: string | undefined;
  /** of a form not sent yet */
  readonly removable: boolean;
}) {
  const { language, documents, error, removable } = props;
  const t = documentText[language];
  return (
    <FieldGroup legend={t.title}>
      <p class="hint">{t.lead}</p>
      <FileField
        language={language}
        name="documents"
        label={t.field}
        hint={t.hint}
        error={error}
        required={false}
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        multiple
      />
      <Actions>
        <Submit name="step" value="upload" look="second" small>
          {t.upload}
        </Submit>
      </Actions>
      {documents.length > 0 && (
        <section aria-label={t.kept}>
          <p>{t.kept}</p>
          <ul class="links">
            {documents.map(({ id, name, size }) => (
              <li>
                {name} <span class="soft num">{t.size(size)}</span>{' '}
                {removable && (
                  <button
                    type="submit"
                    class="button second small"
                    name="step"
                    value={`remove:${id}`}
                    aria-label={t.removeName(name)}
                  >
                    {t.remove}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </FieldGroup>
  );
}

/** The names of the documents, for the page on which everything is compared. */
export function DocumentNames({
  language,
  documents,
}: {
  readonly language: Language;
  readonly documents: readonly ShownDocument[];
}) {
  const t = documentText[language];
  if (documents.length === 0) return t.none;
  return (
    <ul class="links">
      {documents.map(({ name, size }) => (
        <li>
          {name} <span class="soft num">{t.size(size)}</span>
        </li>
      ))}
    </ul>
  );
}
