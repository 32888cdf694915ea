import type { ProblemCode } from '@kaika/wire/problem';
import { z } from 'zod';
import { holderRoles, type StatementRow } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import { amount, type Body, day, line, type Parsed, parseForm } from './value.ts';

/** More are summed up in a row of small holders. */
export const mostRows = 500;

export const statementFields = ['role', 'name', 'holders', 'shares', 'amount', 'date'] as const;
export type StatementField = (typeof statementFields)[number];

const rowForm = z.object({
  role: z.enum(holderRoles),
  name: line(100),
  holders: amount.pipe(z.number().min(1, 'amount.malformed').max(10_000_000, 'amount.malformed')),
  shares: amount,
  amount,
  date: day,
});

/** One row of a statement, from the form or a file. An empty count of persons is one. */
export function parseRow(cells: Readonly<Record<StatementField, string>>): Parsed<StatementRow> {
  return parseForm(rowForm, { ...cells, holders: cells.holders.trim() === '' ? '1' : cells.holders });
}

/** The rows of the page's form, fields `role-0`, `name-0` …; a row without name and amount is none. */
export function parseStatement(body: Body): Parsed<readonly StatementRow[]> {
  const rows: StatementRow[] = [];
  const errors: Record<string, ProblemCode> = {};
  for (let index = 0; index < mostRows && `name-${index}` in body; index++) {
    const cells = cellsOf(body, index);
    if (cells.name.trim() === '' && cells.amount.trim() === '' && cells.shares.trim() === '') continue;
    const parsed = parseRow(cells);
    if (parsed.value !== undefined) rows.push(parsed.value);
    for (const [field, code] of Object.entries(parsed.errors ?? {})) errors[`${field}-${index}`] = code;
  }
  if (`name-${mostRows}` in body) throw new Refusal('statement.too-long', { limit: String(mostRows) });
  return Object.keys(errors).length > 0 ? { errors } : { value: rows };
}

function cellsOf(body: Body, index: number): Readonly<Record<StatementField, string>> {
  const cell = (field: StatementField) => {
    const text = body[`${field}-${index}`];
    return typeof text === 'string' ? text : '';
  };
  return {
    role: cell('role'),
    name: cell('name'),
    holders: cell('holders'),
    shares: cell('shares'),
    amount: cell('amount'),
    date: cell('date'),
  };
}
