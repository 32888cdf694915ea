import { Submit } from '@kaika/look/button';
import type { Language } from '@kaika/look/language';
import { Seal } from '@kaika/look/seal';
import { Table } from '@kaika/look/table';
import type { DemoPerson } from '../config.ts';
import type { DeskFace } from '../reader/deskstate.ts';
import { blankLabel, deskWords } from './words.ts';

/** The desk as it is shown: which reader holds which card, and what lies beside. */
export type DeskView = {
  readonly language: Language;
  readonly readers: readonly {
    readonly name: string;
    readonly busy: boolean;
    readonly card: ShownCard | null;
  }[];
  readonly beside: readonly ShownCard[];
  readonly people: readonly DemoPerson[];
};

/** `person` is whose card it is, where the demo knows. */
export type ShownCard = {
  readonly id: string;
  readonly label: string;
  readonly holding: DeskFace | null;
  readonly person: DemoPerson | null;
};

/** A role, in the language of the page. */
export function roleOf({ role, roleZh }: DemoPerson, language: Language): string {
  return language === 'en' ? role : roleZh;
}

/** 虛擬卡桌. */
export function DeskPage(view: DeskView) {
  const words = deskWords(view.language);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <div id="live">
        <section class="desk" aria-label={words.title}>
          <h2>{words.readers}</h2>
          <ul class="desk-readers">
            {view.readers.map((reader, index) => (
              <ReaderItem view={view} reader={reader} index={index} />
            ))}
          </ul>
          <h2>{words.cards}</h2>
          {view.beside.length === 0 && <p class="desk-empty">{words.noCards}</p>}
          <ul class="desk-cards">
            {view.beside.map((card) => (
              <CardItem view={view} card={card} />
            ))}
            <Stack language={view.language} />
          </ul>
          <form class="desk-tools" method="post" action="/desk/reader" data-quiet>
            <Submit look="second" small>
              {words.addReader}
            </Submit>
          </form>
        </section>
        {view.people.length > 0 && <People language={view.language} people={view.people} />}
      </div>
    </>
  );
}

function ReaderItem(props: {
  readonly view: DeskView;
  readonly reader: DeskView['readers'][number];
  readonly index: number;
}) {
  const { view, reader, index } = props;
  const words = deskWords(view.language);
  const state = reader.busy ? words.busy : reader.card ? words.present : words.absent;
  return (
    <li class="desk-reader">
      <div class="slot">
        {reader.card === null ? (
          <p class="slot-empty">{words.emptySlot}</p>
        ) : (
          <Card language={view.language} card={reader.card} />
        )}
      </div>
      <div class="reader-unit">
        <h3>
          <span class={reader.card ? 'lamp on' : 'lamp'} aria-hidden="true" />
          {reader.name}
        </h3>
        <p>{state}</p>
        <form method="post" action={reader.card ? '/desk/pull' : '/desk/reader/remove'} data-quiet>
          <input type="hidden" name="reader" value={reader.name} />
          <button type="submit" id={`reader-${index}`} class="button second small">
            {reader.card ? words.pull : words.removeReader}
            <span class="visually-hidden">{reader.name}</span>
          </button>
        </form>
      </div>
    </li>
  );
}

function CardItem({ view, card }: { readonly view: DeskView; readonly card: ShownCard }) {
  const words = deskWords(view.language);
  const empty = view.readers.filter((reader) => reader.card === null);
  return (
    <li>
      <Card language={view.language} card={card} />
      {card.person?.pin && <Sticky language={view.language} person={card.person} />}
      <div class="vcard-actions">
        {empty.map((reader) => (
          <form method="post" action="/desk/insert" data-quiet>
            <input type="hidden" name="card" value={card.id} />
            <input type="hidden" name="reader" value={reader.name} />
            <Submit look="second" small>
              {words.insert(reader.name)}
              <span class="visually-hidden">{card.label}</span>
            </Submit>
          </form>
        ))}
        {empty.length === 0 && <span class="soft">{words.noRoom}</span>}
        <form method="post" action="/desk/discard" data-quiet>
          <input type="hidden" name="card" value={card.id} />
          <button class="button second small" type="submit" aria-label={words.discardCard(card.label)}>
            {words.discard}
          </button>
        </form>
      </div>
    </li>
  );
}

/** The card itself: a blank is white, one of ours bears the seal, others are of another colour. */
export function Card({ language, card }: { readonly language: Language; readonly card: ShownCard }) {
  const words = deskWords(language);
  const { holding, person } = card;
  const number = holding?.cardNumber ?? person?.cardNumber;
  const holder = holding?.holder || person?.name;
  const isBlank = holding === null ? card.label.startsWith(blankLabel) : holding.kind === 'blank';
  const kind = isBlank ? 'is-blank' : holding?.kind === 'foreign' ? 'is-foreign' : 'is-ours';
  return (
    <div class={`vcard ${kind}`}>
      <div class="vcard-top">
        <span class="vcard-label">{card.label}</span>
        {kind === 'is-ours' && <Seal />}
      </div>
      <span class="chip" aria-hidden="true" />
      <div>
        {isBlank && <span class="vcard-soft">{words.blankText}</span>}
        {number && <span class="vcard-number">{number}</span>}
        {!isBlank && holder && holder !== card.label && <span class="vcard-soft">{holder}</span>}
      </div>
    </div>
  );
}

/** What one should never do with a real card. */
function Sticky({ language, person }: { readonly language: Language; readonly person: DemoPerson }) {
  const words = deskWords(language);
  return (
    <p class="sticky">
      {words.pin} <code>{person.pin}</code>
      {person.userCode && (
        <>
          <br />
          {words.userCode} <code>{person.userCode}</code>
        </>
      )}
    </p>
  );
}

function Stack({ language }: { readonly language: Language }) {
  const words = deskWords(language);
  return (
    <li class="stack">
      <div class="vcard is-blank">
        <div class="vcard-top">
          <span class="vcard-label">{words.stack}</span>
        </div>
        <span class="chip" aria-hidden="true" />
        <span class="vcard-soft">{words.stackText}</span>
      </div>
      <form class="vcard-actions stack-actions" method="post" action="/desk/add" data-quiet>
        <Submit small>{words.take}</Submit>
      </form>
    </li>
  );
}

function People({
  language,
  people,
}: {
  readonly language: Language;
  readonly people: readonly DemoPerson[];
}) {
  const words = deskWords(language);
  const secret = (value: string | null) => (value === null ? words.none : <code>{value}</code>);
  return (
    <section>
      <h2>{words.people}</h2>
      <p>{words.peopleText}</p>
      <Table
        caption={words.people}
        quiet
        rows={people}
        columns={[
          { label: words.person, head: true, cell: (person: DemoPerson) => person.name },
          { label: words.role, cell: (person: DemoPerson) => roleOf(person, language) },
          { label: words.cardNumber, cell: (person: DemoPerson) => secret(person.cardNumber) },
          { label: words.pin, cell: (person: DemoPerson) => secret(person.pin) },
          { label: words.userCode, cell: (person: DemoPerson) => secret(person.userCode) },
        ]}
      />
    </section>
  );
}
