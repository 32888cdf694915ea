import { Badge } from '@kaika/look/badge';
import { Submit } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { FileField, TextArea, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import { startOf } from '@kaika/registry/day';
import { type ReturnReason, returnReasons } from '@kaika/registry/shipment';
import { sentencesOf } from '@kaika/wire/problem';
import type { ShipRow } from '../office/shiplist.ts';
import type { Unsent } from '../store/shipment.ts';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { cardPath, path } from './path.ts';
import { shippingText } from './text/shipping.ts';

export type ShippingValues = {
  readonly carrier?: string | undefined;
  readonly sentOn?: string | undefined;
  readonly list?: string | undefined;
};

export type ShippingView = {
  readonly page: PageContext;
  readonly unsent: readonly Unsent[];
  readonly mayShip: boolean;
  readonly values: ShippingValues;
  readonly errors: FieldCodes;
  /** how many were recorded just now */
  readonly recorded?: number | undefined;
};

/** `GET /officer/shipping?batch=`; the list is checked by a POST first, recorded by a second. */
export function ShippingPage(view: ShippingView) {
  const { page, unsent, mayShip, recorded } = view;
  const { language } = page;
  const t = shippingText[language];
  return (
    <OfficerFrame page={page} title={t.title} section="shipping">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {recorded !== undefined && <Notice language={language} kind="success" title={t.recorded(recorded)} />}
      <section>
        <h2>{t.waitingTitle}</h2>
        {unsent.length === 0 ? (
          <Empty title={t.emptyTitle} sentence={t.empty} />
        ) : (
          <>
            <p>{t.waiting(unsent.length)}</p>
            <Table caption={t.waitingTitle} quiet rows={unsent} columns={columns(page)} />
          </>
        )}
      </section>
      {mayShip && <ListForm {...view} />}
    </OfficerFrame>
  );
}

function ListForm({ page, values, errors }: ShippingView) {
  const { language } = page;
  const t = shippingText[language];
  const said = fieldErrors(
    errors,
    { sentOn: t.sentOn, list: t.list },
    { language, required: (label) => label },
  );
  return (
    <section>
      <h2>{t.importTitle}</h2>
      <Form language={language} action={path.shipping} errors={said} upload>
        <input type="hidden" name="step" value="check" />
        <Handed page={page} values={values} errors={said} />
        <TextArea
          language={language}
          name="list"
          label={t.list}
          hint={t.listHint}
          error={said.list}
          value={values.list}
          required={false}
          conditional
          rows={6}
        />
        <FileField
          language={language}
          name="file"
          label={t.file}
          hint={t.fileHint}
          accept=".csv,text/csv,text/plain"
          required={false}
          conditional
        />
        <Actions>
          <Submit>{t.check}</Submit>
        </Actions>
      </Form>
    </section>
  );
}

/** Who carries it, and since when. */
export function Handed({
  page,
  values,
  errors,
}: {
  readonly page: PageContext;
  readonly values: ShippingValues;
  readonly errors: Readonly<Record<string, string | undefined>>;
}) {
  const { language } = page;
  const t = shippingText[language];
  return (
    <>
      <TextField
        language={language}
        name="carrier"
        label={t.carrier}
        value={values.carrier ?? t.carrierDefault}
        required={false}
        maxlength={40}
        width="medium"
      />
      <TextField
        language={language}
        name="sentOn"
        label={t.sentOn}
        type="date"
        value={values.sentOn}
        error={errors.sentOn}
        width="short"
      />
    </>
  );
}

function columns({ language }: PageContext): readonly Column<Unsent>[] {
  const t = shippingText[language];
  return [
    {
      label: t.cardNumber,
      head: true,
      cell: ({ number }) => (
        <a class="plain num" href={cardPath(number)}>
          {number}
        </a>
      ),
    },
    { label: t.holder, cell: ({ holder }) => holder },
    { label: t.address, cell: ({ address }) => address },
    {
      label: t.deadline,
      cell: ({ activationDeadline }) =>
        activationDeadline === null ? (
          '—'
        ) : (
          <Day at={startOf(activationDeadline)} language={language} short />
        ),
    },
    {
      label: t.note,
      cell: ({ returned }) =>
        returned === null ? '' : <Badge tone="hold">{t.cameBack(reasonName(returned, t.reasons))}</Badge>,
    },
  ];
}

export function reasonName(reason: string, names: Readonly<Record<ReturnReason, string>>): string {
  const known = returnReasons.find((one) => one === reason);
  return known === undefined ? reason : names[known];
}

export type ShipListView = {
  readonly page: PageContext;
  readonly rows: readonly ShipRow[];
  readonly values: ShippingValues;
};

/** What the check of a list found; nothing is recorded yet. */
export function ShipListPage({ page, rows, values }: ShipListView) {
  const { language } = page;
  const t = shippingText[language];
  const right = rows.filter(({ code }) => code === null).length;
  return (
    <OfficerFrame
      page={page}
      title={t.checkTitle}
      section="shipping"
      breadcrumbs={[{ label: t.title, href: path.shipping }]}
    >
      <h1>{t.checkTitle}</h1>
      <p class="lead">{t.summary(right, rows.length - right)}</p>
      <Table caption={t.checkTitle} quiet rows={rows} columns={rowColumns(page)} />
      <form method="post" action={path.shipping}>
        <input type="hidden" name="carrier" value={values.carrier ?? ''} />
        <input type="hidden" name="sentOn" value={values.sentOn ?? ''} />
        <input type="hidden" name="list" value={values.list ?? ''} />
        <Actions>
          {right > 0 && (
            <Submit name="step" value="record">
              {t.record(right)}
            </Submit>
          )}
          <Submit look="second" name="step" value="edit">
            {t.change}
          </Submit>
        </Actions>
      </form>
    </OfficerFrame>
  );
}

function rowColumns({ language }: PageContext): readonly Column<ShipRow>[] {
  const t = shippingText[language];
  return [
    { label: t.row, numeric: true, cell: ({ line }) => line },
    { label: t.cardNumber, head: true, cell: ({ cardNumber }) => <span class="num">{cardNumber}</span> },
    { label: t.holder, cell: ({ holder }) => holder || '—' },
    { label: t.tracking, cell: ({ tracking }) => <span class="num">{tracking || '—'}</span> },
    {
      label: t.result,
      cell: ({ code }) => (code === null ? <Badge tone="good">{t.right}</Badge> : sentenceOf(code, language)),
    },
  ];
}

function sentenceOf(code: string, language: PageContext['language']): string {
  const [what, remedy] = sentencesOf({ code }, language);
  return language === 'en' ? `${what} ${remedy}` : `${what}${remedy}`;
}
