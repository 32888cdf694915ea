import { createHash, randomBytes } from 'node:crypto';
import { organisationFor } from '@kaika/authority/office/decide';
import { requireApplication } from '@kaika/authority/store/application';
import { act, keep } from '@kaika/authority/store/save';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { approveAtCeremony, submit } from '@kaika/registry/application';
import { ceremony } from '@kaika/registry/change';
import { appoint, type Role } from '@kaika/registry/officer';
import type { Softcard } from '@kaika/softcard/softcard';
import { problem } from '@kaika/wire/problem';
import { type RelayAnswer, relayOrder } from '@kaika/wire/task';
import { Refused, type TestAuthority } from './authority.ts';

/** An officer at a browser, signed in: how that goes is tested in office.test.ts. */
export type Operator = {
  readonly id: string;
  get(path: string): Promise<Response>;
  /** Sends a form as a page does. */
  send(
    path: string,
    fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  ): Promise<Response>;
  /** Posts JSON as a page's script does. Throws `Refused`. */
  post(path: string, body: unknown): Promise<unknown>;
};

/** Appoints an officer and signs them in. The session is the database's: it is there after a restart, too. */
export async function openOperator(
  house: () => TestAuthority,
  id: string,
  roles: readonly Role[] = ['card-operator'],
): Promise<Operator> {
  const { context } = house();
  await keep(
    context.db,
    appoint({ id, name: `示範人員 ${id}`, roles, cardNumber: `none-${id}` }, ceremony, context.now()),
  );
  const value = randomBytes(32).toString('base64url');
  const session = {
    id: createHash('sha256').update(value).digest('hex'),
    officer: id,
    signedInAt: context.now(),
  };
  const expiresAt = new Date(context.now().getTime() + 400 * 86_400_000);
  const none = { nonce: null, nonceIssuedAt: null, nonceUsedAt: null };
  await context.db
    .insertInto('session')
    .values({ ...session, ...none, expiresAt })
    .execute();
  const ask = (path: string, init: RequestInit = {}) => {
    const { origin, fetch } = house();
    const headers = { origin, cookie: `officer=${value}`, ...Object.fromEntries(new Headers(init.headers)) };
    return Promise.resolve(fetch(new Request(`${origin}${path}`, { ...init, headers })));
  };
  return {
    id,
    get: (path) => ask(path),
    send: (path, fields) => {
      const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
      return ask(path, {
        method: 'POST',
        body: new URLSearchParams(pairs.map(([name, text]) => [name, text])),
      });
    },
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json' };
      const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
      const said: unknown = await response.json();
      if (!response.ok) throw new Refused(problem.parse(said));
      return said;
    },
  };
}

let applications = 0;

/** An approved application, its number. */
export async function approvedApplication(
  { context }: Pick<TestAuthority, 'context'>,
  about: { readonly name?: string; readonly address?: string } = {},
): Promise<string> {
  const number = `A-office-${++applications}`;
  const content = {
    kind: 'professional',
    name: about.name ?? '示範會計師事務所',
    ubn: null,
    address: about.address ?? '臺北市中正區示範路1號',
    contactName: '示範聯絡人',
    contactMail: 'office@firm.example',
    contactPhone: '02-0000-0000',
    person: null,
  } as const;
  const userCodeHash = await context.codes.hash('Geheim-1');
  await keep(context.db, submit(content, { number, userCodeHash, enteredBy: null }, context.now()));
  await act(context.db, async (trx) => {
    const application = await requireApplication(trx, number);
    const { oid, changes } = await organisationFor(context, trx, { application, by: ceremony });
    const approved = approveAtCeremony(application, oid, { by: ceremony, now: context.now() });
    return { changes: [...changes, approved], answer: undefined };
  });
  return number;
}

/** What agent and page do together: carry commands and answers. Answers the new card's number. Throws `Refused`. */
export async function carryRelay(operator: Operator, card: Softcard, task: string): Promise<string> {
  let said: RelayAnswer = { task, sequence: 0, answers: [] };
  for (;;) {
    const order = relayOrder.parse(await operator.post(`/api/task/${task}/relay`, said));
    if (order.state === 'done') return order.cardNumber;
    try {
      const answers = [];
      for (const command of order.commands) answers.push(toBase64(await card.transmit(fromBase64(command))));
      said = { task, sequence: order.sequence, answers };
    } catch {
      said = { task, sequence: order.sequence, answers: [], problem: 'card.removed' };
    }
  }
}
