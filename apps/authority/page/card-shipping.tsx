import { Badge, type BadgeTone } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { TextField } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import { startOf } from '@kaika/registry/day';
import { returnReasons, type Shipment } from '@kaika/registry/shipment';
import type { PageContext } from './context.ts';
import { cardPath, letterPath } from './path.ts';
import { Handed, reasonName } from './shipping.tsx';
import { officeText } from './text/office.ts';
import { shippingText } from './text/shipping.ts';

export type CardShippingView = {
  readonly page: PageContext;
  readonly card: { readonly number: string };
  /** the letter can be made: the card is produced */
  readonly letter: boolean;
  /** the officer signed in may record that it was posted */
  readonly mayShip: boolean;
  /** … or that it was not, or came back */
  readonly mayUnship: boolean;
  /** today, for the form */
  readonly today: string;
  /** newest first; `sentBy` is a name */
  readonly shipments: readonly Shipment[];
};

/** The letter of a card and what can be said of its way: `POST …/ship`, `…/unship`, `…/returned`. */
export function ShippingActs(view: CardShippingView) {
  const { page, card, letter, mayShip, mayUnship } = view;
  const t = shippingText[page.language];
  return (
    <>
      <Actions>
        {letter && <LinkButton href={letterPath(card.number)}>{officeText[page.language].letter}</LinkButton>}
        {mayShip && <AskButton id="ship">{t.ship}</AskButton>}
        {mayUnship && <AskButton id="returned">{t.returned}</AskButton>}
        {mayUnship && <AskButton id="unship">{t.undo}</AskButton>}
      </Actions>
      {mayShip && <ShipDialog {...view} />}
      {mayUnship && <UnshipDialogs {...view} />}
    </>
  );
}

function ShipDialog({ page, card, today }: CardShippingView) {
  const { language } = page;
  const t = shippingText[language];
  return (
    <ConfirmDialog
      language={language}
      id="ship"
      title={t.shipTitle}
      action={`${cardPath(card.number)}/ship`}
      confirm={t.ship}
    >
      <p>{t.shipText}</p>
      <Handed page={page} values={{ sentOn: today }} errors={{}} />
      <TextField
        language={language}
        name="tracking"
        label={t.tracking}
        required={false}
        maxlength={40}
        width="medium"
        numeric
      />
    </ConfirmDialog>
  );
}

function UnshipDialogs({ page, card }: CardShippingView) {
  const { language } = page;
  const t = shippingText[language];
  return (
    <>
      <ConfirmDialog
        language={language}
        id="unship"
        title={t.undoTitle}
        action={`${cardPath(card.number)}/unship`}
        confirm={t.undo}
      >
        <p>{t.undoText}</p>
        <TextField language={language} name="reason" label={t.undoReason} maxlength={200} />
      </ConfirmDialog>
      <ConfirmDialog
        language={language}
        id="returned"
        title={t.returnedTitle}
        action={`${cardPath(card.number)}/returned`}
        confirm={t.returned}
      >
        <p>{t.returnedText}</p>
        <Select
          language={language}
          name="why"
          label={t.returnReason}
          value="unknown-addressee"
          options={returnReasons.map((value) => ({ value, label: t.reasons[value] }))}
        />
      </ConfirmDialog>
    </>
  );
}

/** Every time the card was sent, and how that ended. */
export function Shipments({ page, shipments }: CardShippingView) {
  const t = shippingText[page.language];
  if (shipments.length === 0) return null;
  return (
    <section>
      <h2>{t.history}</h2>
      <Table caption={t.history} quiet rows={shipments} columns={columns(page)} />
    </section>
  );
}

const tones: Readonly<Record<Shipment['state'], BadgeTone>> = {
  sent: 'good',
  undone: 'plain',
  returned: 'hold',
};

function columns({ language }: PageContext): readonly Column<Shipment>[] {
  const t = shippingText[language];
  return [
    {
      label: t.sentOn,
      head: true,
      cell: ({ sentOn }) => <Day at={startOf(sentOn)} language={language} short />,
    },
    { label: t.carrier, cell: ({ carrier }) => carrier || '—' },
    { label: t.tracking, cell: ({ tracking }) => <span class="num">{tracking || '—'}</span> },
    { label: t.by, cell: ({ sentBy }) => sentBy },
    {
      label: t.state,
      cell: ({ state, reason }) => (
        <>
          <Badge tone={tones[state]}>{t.states[state]}</Badge>{' '}
          {reason !== null && <span class="soft">{reasonName(reason, t.reasons)}</span>}
        </>
      ),
    },
  ];
}
