import type { FormErrors } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { sentencesOf } from '@kaika/wire/problem';

/** Field name → problem code, as `Problem.fields` of `@kaika/wire/problem` has it. */
export type FieldCodes = Readonly<Record<string, string>>;

/**
 * The sentences of refused fields, in the order of `labels` (the order on the page). A missing value is
 * said with the field's own label.
 */
export function fieldErrors(
  codes: FieldCodes,
  labels: Readonly<Record<string, string>>,
  words: { readonly language: Language; readonly required: (label: string) => string },
): FormErrors {
  const found = Object.entries(labels).filter(([name]) => codes[name] !== undefined);
  return Object.fromEntries(found.map(([name, label]) => [name, sentence(codes[name] ?? '', label, words)]));
}

function sentence(
  code: string,
  label: string,
  words: { readonly language: Language; readonly required: (label: string) => string },
): string {
  if (code === 'field.required') return words.required(label);
  const [what, remedy] = sentencesOf({ code }, words.language);
  return words.language === 'en' ? `${what} ${remedy}` : `${what}${remedy}`;
}
