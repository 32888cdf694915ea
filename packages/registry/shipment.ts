import type { Actor, Change, EventName, Kept } from './change.ts';
import { type Day, dayOf } from './day.ts';
import { type Officer, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/** Why the post brought a card back. */
export const returnReasons = ['unknown-addressee', 'not-collected', 'refused', 'damaged', 'other'] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** A card on its way to its holder: sent ─undo─▶ undone (it never left), ─return─▶ returned by the post. A card may be sent again. */
export type Shipment = Kept<'shipment'> & {
  readonly id: string;
  readonly cardNumber: string;
  /** Who carries it, and its number there (郵件號碼); empty where it has none. */
  readonly carrier: string;
  readonly tracking: string;
  /** The day it was handed over. */
  readonly sentOn: Day;
  readonly sentBy: string;
  readonly recordedAt: Date;
  readonly state: 'sent' | 'undone' | 'returned';
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly reason: string | null;
};

/** Records that a card was handed to the carrier. Throws `shipment.tracking`, `shipment.day`. */
export function recordShipment(
  about: Pick<Shipment, 'id' | 'cardNumber' | 'carrier' | 'tracking' | 'sentOn'>,
  by: Officer,
  now: Date,
): Change<Shipment> {
  requireRole(by, 'card-operator');
  const tracking = trackingOf(about.tracking);
  if (!isDay(about.sentOn) || about.sentOn > dayOf(now)) throw new Refusal('shipment.day');
  const next: Shipment = {
    noun: 'shipment',
    version: 0,
    ...about,
    carrier: about.carrier.trim().slice(0, 40),
    tracking,
    sentBy: by.id,
    recordedAt: now,
    state: 'sent',
    endedBy: null,
    endedAt: null,
    reason: null,
  };
  return { next, event: eventOf(next, ['shipment.recorded', by, now]) };
}

/** It was recorded by mistake. Throws `shipment.reason-missing`. */
export function undoShipment(
  shipment: Shipment,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Shipment> {
  requireRole(by, 'card-operator');
  if (reason.trim() === '') throw new Refusal('shipment.reason-missing');
  return end(shipment, { state: 'undone', reason: reason.trim().slice(0, 200) }, [
    'shipment.undone',
    by,
    now,
  ]);
}

/** The post brought it back. */
export function returnShipment(
  shipment: Shipment,
  reason: ReturnReason,
  { by, now }: { by: Officer; now: Date },
): Change<Shipment> {
  requireRole(by, 'card-operator');
  return end(shipment, { state: 'returned', reason }, ['shipment.returned', by, now]);
}

/** The carrier's number as it is kept: capitals and digits, 6 to 30 of them, or none. Throws `shipment.tracking`. */
export function trackingOf(text: string): string {
  const tracking = text.toUpperCase().replaceAll(/[\s-]/g, '');
  if (tracking !== '' && !/^[A-Z0-9]{6,30}$/.test(tracking)) throw new Refusal('shipment.tracking');
  return tracking;
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function end(shipment: Shipment, to: Pick<Shipment, 'state' | 'reason'>, what: What): Change<Shipment> {
  if (shipment.state !== 'sent') throw new Refusal('shipment.none');
  const [, by, now] = what;
  const next: Shipment = { ...shipment, ...to, endedBy: by.id, endedAt: now };
  return { next, event: eventOf(next, what) };
}

type What = readonly [EventName, Actor, Date];

function eventOf({ cardNumber, carrier, tracking, sentOn, reason }: Shipment, [what, by, at]: What) {
  const data = { sentOn, ...(tracking === '' ? {} : { carrier, tracking }), ...(reason ? { reason } : {}) };
  return { at, by: by.id, what, subject: cardNumber, data };
}
