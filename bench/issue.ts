import { hash, randomBytes } from 'node:crypto';
import { makeExampleHouse } from '@kaika/ca/ceremony.example';
import { draftCertificate } from '@kaika/ca/draft';
import { approveDraft } from '@kaika/ca/lint';
import { serialDrawer } from '@kaika/ca/serial';
import { signDraft } from '@kaika/ca/sign';
import { nameOf } from '@kaika/pki/name';
import { isSelfSigned, parseRequest } from '@kaika/pki/request';
import { type Clock, race } from './clock.ts';
import { type Outcome, perSecond } from './figure.ts';
import { rawContenders } from './raw.ts';
import { makeRequests } from './request.ts';

/** More than any cache of keys holds, so that every request brings a key nobody has seen. */
const requests = 4096;
const day = 86_400_000;
const firm = '安新會計師事務所';
/** Certificates under way at a time. */
const atOnce = 16;
const organisation = { oid: '1.3.6.1.4.1.32473.1.4.1', kind: '1.3.6.1.4.1.32473.1.3.5' };

/**
 * One thread: request read and its signature checked, profile, draft, lint, duplicate key, signature. The check of our own
 * signature runs beside it, on a thread of libuv's; the second figure counts that thread too. Limit: one signature and one
 * verification (the request's), and nothing else at all.
 */
export async function benchIssue(): Promise<Outcome> {
  const issueOne = await openIssuing();
  const found = await race({
    ...rawContenders(),
    issue: async (times) => {
      let left = times;
      const worker = async () => {
        while (left-- > 0) await issueOne();
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    },
  });
  const limit = ({ sign, verify }: Pair) => 1 / (1 / sign + 1 / verify);
  const figure = (name: string, clock: Clock) => {
    const rates = found.rates(clock);
    return {
      name,
      ratio: found.ratio('issue', limit, clock),
      absolute: `${perSecond(rates.issue)} certificates`,
      against: `${perSecond(limit(rates))}: a P-256 signature (${perSecond(rates.sign)}) and a verification (${perSecond(rates.verify)})`,
    };
  };
  return [
    { ...figure('issue', 'thread'), must: 0.5, moonshot: 0.72 },
    figure('issue, all threads', 'process'),
  ];
}

type Pair = { readonly sign: number; readonly verify: number };

/** Issues to the next of many requests, each under a name of its own. */
async function openIssuing(): Promise<() => Promise<void>> {
  const now = new Date();
  const house = await makeExampleHouse(now);
  const { issuer, signer } = house.authority('issuing-cards');
  const profile = house.profiles.authentication;
  const waiting = makeRequests(requests);
  const notAfter = new Date(now.getTime() + 365 * day);
  const drawSerial = serialDrawer(1, randomBytes);
  const taken = new Set<string>();
  const isDuplicate = (key: Uint8Array) => taken.has(hash('sha256', key, 'base64'));
  let at = 0;
  return async () => {
    const number = at++ % requests;
    const request = parseRequest(waiting[number] ?? new Uint8Array());
    if (!isSelfSigned(request)) throw new Error('the request is not signed');
    const name = `${firm}第${number}所`;
    const draft = draftCertificate(
      {
        serial: drawSerial(),
        subject: nameOf(['C', 'TW'], ['O', name], ['CN', name]),
        publicKey: request.spki,
        notBefore: now,
        notAfter,
        organisation,
      },
      profile,
      issuer,
    );
    await signDraft(approveDraft(draft, { now, isDuplicate }), signer);
  };
}
