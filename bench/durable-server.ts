import { type IssueHands, issueForCard, type Subject } from '@kaika/authority/ca/issue';
import type { KeyRequest } from '@kaika/card/personalise';
import { slots } from '@kaika/card/slot';
import { parseRequest } from '@kaika/pki/request';
import { ceremony } from '@kaika/registry/change';
import { startBenchHouse } from './house.ts';
import { makeRequests } from './request.ts';

/** Issues the certificates of cards as production does, for as many milliseconds as it is told, over and over. */
const [url = '', folder = ''] = process.argv.slice(2);
const authority = await startBenchHouse(url, folder);
const { context } = authority;
const hands: IssueHands = { db: context.db, ca: context.ca, by: ceremony, now: () => new Date() };
process.once('SIGTERM', () => process.exit());
const year = 365 * 86_400_000;
/** Cards under way at a time. */
const atOnce = 32;
let cards = 0;

process.on('message', async (milliseconds) => {
  // Keys are made before the clock starts; those of a round are never used in another.
  const waiting = makeCards(5000);
  const started = performance.now();
  const end = started + Number(milliseconds);
  const cpu = process.cpuUsage();
  let issued = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const requests = waiting.pop();
      if (!requests) throw new Error('more cards were issued than keys made');
      await issueForCard(subjectOf(++cards), requests, hands);
      issued += requests.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({
    issued,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
  });
});
process.send?.('ready');

function makeCards(count: number): (readonly KeyRequest[])[] {
  const requests = makeRequests(count * slots.length);
  return Array.from({ length: count }, (_, card) =>
    slots.map((slot, at): KeyRequest => {
      const request = requests[card * slots.length + at] ?? new Uint8Array();
      const { spki } = parseRequest(request);
      return { slot, spki, request, algorithm: 'p256', attestation: null };
    }),
  );
}

function subjectOf(number: number): Subject {
  const oid = `${context.ca.arc.organisations}.${number}`;
  return {
    cardNumber: `XC${String(number).padStart(14, '0')}`,
    organisation: {
      noun: 'organisation',
      version: 1,
      oid,
      kind: 'professional',
      name: `測量第${number}會計師事務所`,
      ubn: null,
      address: '臺北市中正區示範路1號',
      registeredAt: new Date(),
    },
    person: null,
    notAfter: new Date(Date.now() + year),
  };
}
