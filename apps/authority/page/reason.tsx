import { RadioGroup } from '@kaika/look/choice';
import type { Language } from '@kaika/look/language';
import { holderReasons } from '@kaika/registry/revocation';
import { revokeText } from './text/revoke.ts';

/** 廢止原因: what a holder may say. `name` differs where a page has it twice: ids are one of a kind. */
export function ReasonField(props: {
  readonly language: Language;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}) {
  const { language } = props;
  const t = revokeText[language];
  return (
    <RadioGroup
      {...props}
      name="reason"
      label={t.reason}
      options={holderReasons.map((reason) => ({ value: reason, ...t.reasons[reason] }))}
    />
  );
}
