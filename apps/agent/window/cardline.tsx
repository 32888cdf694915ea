import { shortDate } from '@kaika/look/date';
import type { CardLine } from '../conversation/screen.ts';
import type { View } from './view.tsx';

/** The card as a small picture of itself: holder, number, where it lies. */
export function CardFace({
  view,
  card,
}: {
  readonly view: Pick<View, 'language' | 'words'>;
  readonly card: CardLine;
}) {
  const { words, language } = view;
  return (
    <div class="mini-card">
      <span class="chip" aria-hidden="true" />
      <span class="mini-card-text">
        <strong>{card.holder || words.foundBlank}</strong>
        {card.cardNumber && <span class="num">{card.cardNumber}</span>}
        <span class="mini-card-soft">
          {card.reader}
          {card.notAfter && ` · ${words.validUntil} ${shortDate(card.notAfter, language)}`}
        </span>
      </span>
    </div>
  );
}
