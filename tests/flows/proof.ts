import { createHash } from 'node:crypto';
import { carryOut } from '@kaika/authority/bootstrap/holder';
import { toBase64 } from '@kaika/bytes/base64';
import { fromBase64url } from '@kaika/bytes/base64url';
import { algorithmOf } from '@kaika/card/key';
import { readCertificate, select } from '@kaika/card/object';
import { verifyPin } from '@kaika/card/pin';
import { signDigest } from '@kaika/card/sign';
import { accessAddresses } from '@kaika/pki/access';
import { parseCertificate } from '@kaika/pki/certificate';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { ecdsaFromDer } from '@kaika/pki/signature';
import type { Softcard } from '@kaika/softcard/softcard';
import { problem } from '@kaika/wire/problem';
import {
  asksOf,
  type IssueAbout,
  type IssuedCard,
  issueCard,
  orderTask,
  Refused,
  type TestAuthority,
} from './authority.ts';

/** The PIN of every card these tests activate. */
export const pin = '735912';

/** A browser at the authority's pages: keeps its cookies, follows nothing. */
export type Browser = {
  get(path: string): Promise<Response>;
  /** Sends a form as a page does. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  /** Posts JSON as a page's script does. Throws `Refused`. */
  post(path: string, body: unknown): Promise<Readonly<Record<string, unknown>>>;
};

export function openBrowser(house: TestAuthority, cookies: Readonly<Record<string, string>> = {}): Browser {
  const jar = new Map(Object.entries(cookies));
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin: house.origin, cookie, ...Object.fromEntries(new Headers(init.headers)) };
    const response = await house.fetch(new Request(`${house.origin}${path}`, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response;
  };
  return {
    get: (path) => ask(path),
    send: (path, fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json' };
      const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
      const said = await response.json();
      if (!response.ok) throw new Refused(problem.parse(said));
      return said as Readonly<Record<string, unknown>>; // our own server's answer
    },
  };
}

/** A card that was activated, with `pin`. */
export async function activeCard(house: TestAuthority, about: IssueAbout = {}): Promise<IssuedCard> {
  const issued = await issueCard(house, about);
  const task = await orderTask(house, 'activate', issued.number);
  await carryOut(issued.card, task, { ...asksOf(house, task), typed: { userCode: issued.userCode, pin } });
  return issued;
}

/** What is proved: the operation, its parameters, and the PIN that is typed. */
export type Order = {
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly pin?: string;
};

/** As page and agent do together: nonce, status before the PIN, token. Throws `Refused` before the card hears of a PIN. */
export async function makeProof(house: TestAuthority, browser: Browser, card: Softcard, order: Order) {
  const { operation, parameters = {} } = order;
  const { nonce } = await browser.post('/api/proof/nonce', { operation, parameters });
  await select(card);
  const der = await readCertificate(card, '9a');
  await browser.post('/api/proof/status', { certificate: toBase64(der), nonce });
  await verifyPin(card, Buffer.from(order.pin ?? pin));
  const token = await signToken(card, der, { origin: house.origin, nonce: String(nonce) });
  return { nonce, token, parameters };
}

/** A login token by 9A, whose PIN was verified just before. */
export async function signToken(
  card: Softcard,
  der: Uint8Array,
  { origin, nonce }: { readonly origin: string; readonly nonce: string },
) {
  const sha = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
  const digest = sha(Buffer.concat([sha(origin), sha(nonce)]));
  const algorithm = algorithmOf(parseCertificate(der).spki);
  const signed = await signDigest(card, { slot: '9a', algorithm, hash: 'sha256' }, digest);
  return {
    unverifiedCertificate: toBase64(der),
    algorithm: 'ES256',
    signature: toBase64(ecdsaFromDer(signed, 32)),
    format: 'web-eid:1.0',
    appVersion: 'https://kaika.example/agent/1.0.0',
  };
}

/** The whole of an operation proved by card and PIN. Answers where it leads. */
export async function proveWith(
  house: TestAuthority,
  browser: Browser,
  card: Softcard,
  order: Order,
): Promise<string> {
  const body = await makeProof(house, browser, card, order);
  return String((await browser.post(`/api/${order.operation}`, body)).href);
}

/** What the status service says of the card's authentication certificate, right now. */
export async function askStatus(house: TestAuthority, { card }: Pick<IssuedCard, 'card'>) {
  await select(card);
  const certificate = parseCertificate(await readCertificate(card, '9a'));
  const get = async (url: string, init?: RequestInit) =>
    new Uint8Array(await (await house.fetch(new Request(url, init))).arrayBuffer());
  const [issuerAt = ''] = accessAddresses(certificate, 'caIssuers');
  const [responder = ''] = accessAddresses(certificate, 'ocsp');
  const issuer = parseCertificate(await get(issuerAt));
  const id = certIdFor({ name: issuer.subject, spki: issuer.spki }, certificate.serial, 'sha256');
  const answer = await get(responder, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(encodeOcspRequest([id])),
  });
  const verdict = verifyOcspResponse(answer, { certificate, issuer, now: house.clock.now });
  return 'reason' in verdict ? `${verdict.status} ${verdict.reason}` : verdict.status;
}

/** The claims of a receipt, whose page, PDF and signature file are all there. */
export async function readReceipt(browser: Browser, href: string) {
  const page = await browser.get(href);
  if (page.status !== 200) throw new Error(`${href}: ${page.status}`);
  const pdf = new Uint8Array(await (await browser.get(`${href}.pdf`)).arrayBuffer());
  if (Buffer.from(pdf.subarray(0, 5)).toString() !== '%PDF-') throw new Error('no PDF');
  const [, claims = ''] = (await (await browser.get(`${href}.jws`)).text()).split('.');
  return JSON.parse(Buffer.from(fromBase64url(claims)).toString('utf8')) as Readonly<Record<string, unknown>>;
}
