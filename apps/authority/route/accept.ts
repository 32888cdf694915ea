import { parseCertificate } from '@kaika/pki/certificate';
import { formatName } from '@kaika/pki/name';
import { requireAcceptable } from '@kaika/registry/software';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { keyNameOf } from '../ca/request.ts';
import {
  accept,
  acceptanceMs,
  challengeFor,
  proveHolder,
  reject,
  requireProved,
} from '../operation/accept.ts';
import { AcceptPage, BundlePage, ContentPage, ProvePage } from '../page/accept.tsx';
import type { FieldCodes } from '../page/error.ts';
import { path, receiptPath } from '../page/path.ts';
import { applicationNumber } from '../store/software.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields, type Typed } from './form.ts';
import { problemOf } from './problem.ts';
import type { Site } from './site.ts';

/** 非IC卡類憑證接受: the number, the proof by key and user code, the content, the decision. Plain forms; scripts only handle keys. */
export function acceptRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.accept, (c) => {
    const number = c.req.query('number')?.slice(0, 20);
    return sendPage(c, site, String(AcceptPage({ page: pageContext(c, site), number })));
  });
  app.post(path.accept, (c) => answer(c, site));
  app.get(path.acceptContent, (c) => showContent(c, site, {}, {}));
  app.post(path.acceptContent, (c) => decide(c, site));
  app.get(path.bundle, (c) => {
    const serial = c.req.query('serial')?.slice(0, 64);
    return sendPage(c, site, String(BundlePage({ page: pageContext(c, site), serial })));
  });
  return app;
}

async function answer(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const typed = await readFields(c);
  const number = typed.number?.trim().toUpperCase() ?? '';
  if (!applicationNumber.test(number)) {
    const errors = { number: number === '' ? 'field.required' : 'application.number-malformed' };
    return sendPage(c, site, String(AcceptPage({ page, number, errors })), 422);
  }
  if (typed.step !== 'prove') {
    const view = { page, number, challenge: challengeFor(site.context, number), errors: {} };
    return sendPage(c, site, String(ProvePage(view)));
  }
  return prove(c, site, { number, typed });
}

/** Refusals after which the holder goes on on the same page. */
const unproved: readonly string[] = ['acceptance.proof-failed', 'code.wrong'];

async function prove(
  c: Asked,
  site: Site,
  { number, typed }: { readonly number: string; readonly typed: Typed },
): Promise<Response> {
  const { challenge = '', signature = '', userCode = '' } = typed;
  const errors: FieldCodes = {
    ...(signature.trim() ? {} : { signature: 'field.required' }),
    ...(userCode ? {} : { userCode: 'field.required' }),
  };
  const view = { page: pageContext(c, site), number, challenge, signature, errors };
  if (Object.keys(errors).length > 0) return sendPage(c, site, String(ProvePage(view)), 422);
  await site.limits.count(c, 'accept');
  try {
    const said = { number, challenge, signature, userCode };
    const secret = await site.limits.guess(c, () => proveHolder(site.context, said));
    setCookie(c, cookieOf(site), secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: site.https,
      maxAge: acceptanceMs / 1000,
    });
    return c.redirect(path.acceptContent, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || !unproved.includes(problem.code)) throw error;
    return sendPage(c, site, String(ProvePage({ ...view, problem })), 403);
  }
}

async function showContent(
  c: Asked,
  site: Site,
  errors: FieldCodes,
  values: Readonly<Record<string, string | undefined>>,
): Promise<Response> {
  const software = await requireProved(site.context, getCookie(c, cookieOf(site)));
  requireAcceptable(software);
  const { certificate, application } = software;
  const { subject, issuer, spki } = parseCertificate(certificate.der ?? new Uint8Array());
  const { serial, notBefore, notAfter, keyId, organisation } = certificate;
  const view = {
    ...{ page: pageContext(c, site), errors, values },
    ...{ serial, notBefore, notAfter, keyId, organisation, number: application.number },
    subject: formatName(subject),
    issuer: formatName(issuer),
    keyType: keyNameOf(spki),
  };
  return sendPage(c, site, String(ContentPage(view)), Object.keys(errors).length > 0 ? 422 : 200);
}

async function decide(c: Asked, site: Site): Promise<Response> {
  const { context } = site;
  const typed = await readFields(c);
  const software = await requireProved(context, getCookie(c, cookieOf(site)));
  const { decision, reason = '' } = typed;
  if (decision !== 'accept' && decision !== 'reject') {
    return showContent(c, site, { decision: 'field.required' }, typed);
  }
  if (decision === 'reject' && reason.trim() === '') {
    return showContent(c, site, { reason: 'acceptance.reason-missing' }, typed);
  }
  const receipt =
    decision === 'accept'
      ? await accept(context, software)
      : await reject(context, software, reason.slice(0, 500));
  deleteCookie(c, cookieOf(site), { path: '/' });
  return c.redirect(receiptPath(receipt.number), 303);
}

function cookieOf({ https }: Site): string {
  return `${https ? '__Host-' : ''}acceptance`;
}
