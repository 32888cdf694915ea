import { holderByMail, type MailCode, type MailedOperation } from '@kaika/registry/mailcode';
import { cardNumber } from '@kaika/wire/task';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailCode, requireMailCode, takeMailCode } from '../operation/mailcode.ts';
import { readReplacementReason, reportAndReplace } from '../operation/renewal.ts';
import { askToRevoke, readReason } from '../operation/revoke.ts';
import {
  askToRevokeSoftware,
  isSoftwareNumber,
  resumeSoftwareCertificate,
  suspendSoftwareCertificate,
} from '../operation/software.ts';
import { resumeCard, suspendCard } from '../operation/suspend.ts';
import type { FieldCodes } from '../page/error.ts';
import { MailCodePage } from '../page/mailcode.tsx';
import { mailCodePath, path, receiptPath, revocationPath } from '../page/path.ts';
import { RevokePage } from '../page/revoke.tsx';
import { SuspendPage } from '../page/suspend.tsx';
import { applicationNumber } from '../store/software.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { browserOf } from './proof.ts';
import type { Site } from './site.ts';

/** Without the card at hand: a code mailed to the contact, and the user code. Plain forms, so that any computer will do. */
export function mailCodeRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post(path.mailCode, (c) => ask(c, site));
  app.get(`${path.mailCode}/:id`, async (c) => {
    const { id, operation } = await requireMailCode(site.context.db, c.req.param('id'));
    return sendPage(c, site, String(MailCodePage({ page: pageContext(c, site), id, operation })));
  });
  app.post(`${path.mailCode}/:id`, (c) => enter(c, site, c.req.param('id')));
  return app;
}

const operations: readonly MailedOperation[] = ['suspend', 'resume', 'revoke'];

/** A card number, or the number of an application whose certificate is on no card. */
const anyNumber = z.union([cardNumber, z.string().regex(applicationNumber)]);

async function ask(c: Asked, site: Site): Promise<Response> {
  const typed: Readonly<Record<string, string | undefined>> = await readFields(c);
  const operation = operations.find((one) => one === typed.operation);
  const number = anyNumber.safeParse(typed.cardNumber?.trim().toUpperCase());
  const isRevocation = operation === 'revoke' || typed.page === 'revoke';
  const errors: Record<string, string> = {};
  if (operation === undefined) errors.operation = 'field.required';
  if (!number.success)
    errors.cardNumber = typed.cardNumber?.trim() ? 'card.number-malformed' : 'field.required';
  if (isRevocation && problemIn(() => readReason(typed['mailed-reason'])))
    errors['mailed-reason'] = 'revocation.reason-missing';
  if (operation === undefined || !number.success || Object.keys(errors).length > 0) {
    return refuse(c, site, { isRevocation, values: typed, errors });
  }
  await site.limits.count(c, 'mailcode');
  try {
    const reason = operation === 'revoke' ? readReason(typed['mailed-reason']) : null;
    const id = await mailCode(site.context, { operation, cardNumber: number.data, reason });
    return c.redirect(mailCodePath(id), 303);
  } catch (error) {
    if (problemOf(error)?.code !== 'mailcode.too-many') throw error;
    return refuse(c, site, { isRevocation, values: typed, errors: {}, problem: 'mailcode.too-many' });
  }
}

type Refused = {
  readonly isRevocation: boolean;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: FieldCodes;
  readonly problem?: string;
};

/** The page it was typed into, with what is wrong. */
function refuse(c: Asked, site: Site, refused: Refused): Response | Promise<Response> {
  const { isRevocation, ...rest } = refused;
  const view = { page: pageContext(c, site), ...rest };
  const shown = isRevocation ? RevokePage(view) : SuspendPage(view);
  return sendPage(c, site, String(shown), rest.problem === undefined ? 422 : 429);
}

async function enter(c: Asked, site: Site, id: string): Promise<Response> {
  await site.limits.count(c, 'release');
  const { code = '', userCode = '' }: Readonly<Record<string, string | undefined>> = await readFields(c);
  const { context } = site;
  const { operation } = await requireMailCode(context.db, id);
  const page = pageContext(c, site);
  const errors: FieldCodes = {
    ...(code.trim() ? {} : { code: 'field.required' }),
    ...(userCode ? {} : { userCode: 'field.required' }),
  };
  if (Object.keys(errors).length > 0) {
    return sendPage(c, site, String(MailCodePage({ page, id, operation, errors })), 422);
  }
  try {
    const { number, asked } = await site.limits.guess(c, () => takeMailCode(context, id, { code, userCode }));
    return c.redirect(await carryOut(context, { number, asked, session: browserOf(c, site) }), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.code !== 'mailcode.wrong') throw error;
    return sendPage(c, site, String(MailCodePage({ page, id, operation, problem })), 403);
  }
}

/** Does what the code was asked for. Answers where to go. */
async function carryOut(
  context: Context,
  { number, asked, session }: { readonly number: string; readonly asked: MailCode; readonly session: string },
): Promise<string> {
  if (isSoftwareNumber(number)) return carryOutSoftware(context, { number, asked, session });
  switch (asked.operation) {
    case 'suspend':
      return receiptPath((await suspendCard(context, number, holderByMail)).number);
    case 'resume':
      return receiptPath((await resumeCard(context, number, holderByMail)).number);
    case 'revoke': {
      const reason = readReason(asked.reason ?? undefined);
      return revocationPath(
        await askToRevoke(context, { cardNumber: number, reason, by: holderByMail, session }),
      );
    }
    case 'replace': {
      const why = readReplacementReason(asked.reason ?? undefined);
      const report = { cardNumber: number, why, by: holderByMail };
      return receiptPath((await reportAndReplace(context, report)).number);
    }
  }
}

async function carryOutSoftware(
  context: Context,
  { number, asked, session }: { readonly number: string; readonly asked: MailCode; readonly session: string },
): Promise<string> {
  switch (asked.operation) {
    case 'suspend':
      return receiptPath((await suspendSoftwareCertificate(context, number, holderByMail)).number);
    case 'resume':
      return receiptPath((await resumeSoftwareCertificate(context, number, holderByMail)).number);
    case 'revoke': {
      const reason = readReason(asked.reason ?? undefined);
      const about = { cardNumber: number, reason, by: holderByMail, session };
      return revocationPath(await askToRevokeSoftware(context, about));
    }
    default: // what else is done by mail needs a card
      throw new Failure('request.malformed');
  }
}

function problemIn(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return true;
  }
}
