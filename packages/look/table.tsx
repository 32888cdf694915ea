import type { Child } from 'hono/jsx';
import { classes } from './field.tsx';

export type Column<Row> = {
  readonly label: string;
  readonly cell: (row: Row) => Child;
  /** numbers: aligned at the end */
  readonly numeric?: boolean | undefined;
  /** the cell that names the row */
  readonly head?: boolean | undefined;
  /** no label on a phone: a cell of buttons */
  readonly bare?: boolean | undefined;
};

/**
 * A list of rows. On a phone each row is a card with its labels; the explicit roles keep it a table for
 * screen readers there, where CSS takes the table display away.
 */
export function Table<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** says the caption to screen readers alone, where a heading stands before the table */
  readonly quiet?: boolean | undefined;
}) {
  return (
    <div class="table-frame">
      <table class="rows" {...role('table')}>
        <caption class={props.quiet ? 'visually-hidden' : undefined}>{props.caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {props.columns.map((column) => (
              <th scope="col" {...role('columnheader')} class={classes(column.numeric && 'end')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {props.rows.map((row) => (
            <tr {...role('row')}>{props.columns.map((column) => renderCell(column, row))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A sheet of numbered fields: heading cells at the left, what they hold at the right. */
export function Sheet(props: {
  readonly caption: string;
  readonly rows: readonly { readonly head: Child; readonly body: Child }[];
}) {
  return (
    <div class="table-frame">
      <table class="sheet">
        <caption>{props.caption}</caption>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              <th scope="row">{row.head}</th>
              <td>{row.body}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function renderCell<Row>(column: Column<Row>, row: Row) {
  const shape = classes(column.numeric && 'end', column.bare && 'bare');
  if (column.head) {
    return (
      <th scope="row" {...role('rowheader')} class={shape} data-label={column.label}>
        <span>{column.cell(row)}</span>
      </th>
    );
  }
  return (
    <td {...role('cell')} class={shape} data-label={column.label}>
      <span>{column.cell(row)}</span>
    </td>
  );
}

/** Said although the elements imply it: `display: block` takes the meaning from them in Safari. */
function role(name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return { role: name };
}
