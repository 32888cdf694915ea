import { longDate } from '@kaika/look/date';
import type { HeldCard, HeldReader } from '@kaika/wire/window';
import { datum, element, pageLanguage } from './element.ts';

/** The list of readers and the facts of the chosen card: rows 1 to 4 of the sheet. */
export type ReaderList = {
  show(readers: readonly HeldReader[]): void;
  clear(): void;
  chosen(): HeldReader | undefined;
};

/**
 * Takes hold of `#reader` inside `root`. `wanted` is the kind of card the page works on; `onChoice` hears each
 * choice, also one made by itself when only one card is of that kind.
 */
export function readerList(
  root: HTMLElement,
  wanted: HeldCard['kind'],
  onChoice: (reader: HeldReader | undefined) => void,
): ReaderList {
  const select = element('reader', HTMLSelectElement);
  let readers: readonly HeldReader[] = [];
  const chosen = () => readers.find((reader) => reader.name === select.value);
  const choose = () => {
    showCard(root, chosen()?.card ?? null);
    onChoice(chosen());
  };
  select.addEventListener('change', choose);
  return {
    chosen,
    show(found) {
      readers = found;
      const fitting = found.filter((reader) => reader.card?.kind === wanted);
      select.replaceChildren(
        new Option(datum(root, 'pick'), ''),
        ...found.map((reader) => optionOf(root, reader)),
      );
      select.disabled = found.length === 0;
      select.value = fitting.length === 1 ? (fitting[0]?.name ?? '') : '';
      choose();
    },
    clear() {
      readers = [];
      select.replaceChildren(new Option(datum(root, 'none'), ''));
      select.disabled = true;
      showCard(root, null);
    },
  };
}

function optionOf(root: HTMLElement, { name, card }: HeldReader): Option {
  // The number first: a narrow list cuts off the end.
  if (card?.cardNumber) return new Option(`${card.cardNumber} ${name}`, name);
  return new Option(`${name} ${datum(root, card === null ? 'noCard' : kindLabel(card.kind))}`, name);
}

type Option = HTMLOptionElement;

function kindLabel(kind: HeldCard['kind']): string {
  return kind === 'blank' ? 'blank' : 'foreign';
}

function showCard(root: HTMLElement, card: HeldCard | null): void {
  const empty = datum(root, 'empty');
  put('card-number', card?.cardNumber ?? empty);
  put('card-holder', card?.holder || empty);
  put('card-validity', card === null ? empty : validity(root, card));
}

function put(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place !== null) place.textContent = text;
}

function validity(root: HTMLElement, card: HeldCard): string {
  const [certificate] = card.certificates;
  if (certificate === undefined) return datum(root, 'empty');
  const language = pageLanguage();
  return datum(root, 'validity')
    .replace('{from}', longDate(new Date(certificate.notBefore), language))
    .replace('{to}', longDate(new Date(certificate.notAfter), language));
}
