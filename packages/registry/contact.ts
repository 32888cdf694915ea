import type { Actor, Change, EventName, Kept } from './change.ts';
import { Refusal } from './refusal.ts';

/** Whom the authority writes to. */
export type ContactWords = { readonly name: string; readonly mail: string; readonly phone: string };

/** The contact (憑證IC卡聯絡人) of one card. */
export type Contact = Kept<'contact'> &
  ContactWords & {
    readonly cardNumber: string;
    /** Since when this mail address is the registered one. */
    readonly since: Date;
    /** A contact that was asked for and whose address is not confirmed yet. */
    readonly asked: ContactWords | null;
    readonly askedAt: Date | null;
  };

/** A new address is good for resets only after this long, so that a stolen card and PIN do not give the user code, too. */
export const trustedAfterMs = 72 * 3600_000;

/** The contact that the application named, before any change. */
export function firstContact(cardNumber: string, words: ContactWords, since: Date): Contact {
  return { noun: 'contact', version: 0, cardNumber, ...words, since, asked: null, askedAt: null };
}

/**
 * Asks for a change. Name and telephone change at once; a new address has to be confirmed by a link mailed to it first.
 * Throws `contact.same` when nothing would change.
 */
export function askContact(
  contact: Contact,
  words: ContactWords,
  { by, now }: { by: Actor; now: Date },
): Change<Contact> {
  const { name, mail, phone } = words;
  if (mail !== contact.mail)
    return move(contact, { asked: { name, mail, phone }, askedAt: now }, ['contact.asked', by, now]);
  if (name === contact.name && phone === contact.phone) throw new Refusal('contact.same');
  return move(contact, { name, phone, asked: null, askedAt: null }, ['contact.changed', by, now]);
}

/** The new address was confirmed. Throws `link.used` where nothing waits for it. */
export function confirmContact(contact: Contact, by: Actor, now: Date): Change<Contact> {
  if (contact.asked === null) throw new Refusal('link.used');
  return move(contact, { ...contact.asked, since: now, asked: null, askedAt: null }, [
    'contact.changed',
    by,
    now,
  ]);
}

/** Whether a reset of the user code may be mailed to this address. */
export function isTrusted(contact: Contact, now: Date): boolean {
  return now.getTime() >= trustedFrom(contact).getTime();
}

/** From when on it may. */
export function trustedFrom(contact: Contact): Date {
  return new Date(contact.since.getTime() + trustedAfterMs);
}

function move(
  contact: Contact,
  to: Partial<Contact>,
  [what, by, now]: readonly [EventName, Actor, Date],
): Change<Contact> {
  return {
    next: { ...contact, ...to },
    event: { at: now, by: by.id, what, subject: contact.cardNumber },
  };
}
