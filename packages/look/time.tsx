import { isoTaipei, longDate, longDateTime, shortDate, shortDateTime } from './date.ts';
import type { Language } from './language.ts';

type Props = { readonly at: Date; readonly language: Language; readonly short?: boolean | undefined };

/** A day: 中華民國115年11月21日 or 2026-11-21; `short`: 115/11/21. */
export function Day({ at, language, short }: Props) {
  const words = short ? shortDate(at, language) : longDate(at, language);
  return (
    <time class="num" datetime={isoTaipei(at).slice(0, 10)}>
      {words}
    </time>
  );
}

/** A day with the time of day, Taipei. */
export function Moment({ at, language, short }: Props) {
  const words = short ? shortDateTime(at, language) : longDateTime(at, language);
  return (
    <time class="num" datetime={isoTaipei(at)}>
      {words}
    </time>
  );
}
