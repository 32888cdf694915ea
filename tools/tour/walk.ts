import { type Agent, openAgent } from '@kaika/page/agent';
import type { Origins } from '@kaika/wire/house';
import { type Desk, openDesk, type Person } from './desk.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { openBrowser } from './window.ts';

/** What a step proved: a line, and the facts under it. */
export type Proof = { readonly what: string; readonly facts: Readonly<Record<string, string>> };

/** Everything a step of the journey has in hand. Steps add to `found` what later steps need. */
export type Walk = {
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly desk: Desk;
  readonly now: () => Date;
  readonly found: Found;
  /** A fresh browser of a person without a card in mind. */
  readonly visitor: () => Visitor;
  /** The agent as a page of that origin meets it; `pin` and `userCode` are what the person types in its window. */
  readonly agent: (origin: string, typed: Typed) => Agent;
  readonly person: (role: string) => Promise<Person>;
};

export type Found = {
  application: string;
  cardNumber: string;
  deskCard: string;
  caseId: string;
  visitor?: Visitor;
};

/** What a person types; of several user codes the next one each time the window asks. */
export type Typed = {
  readonly pin: string;
  readonly userCodes?: readonly string[];
  readonly newPin?: string;
};

export function beginWalk(origins: Origins, fetch: typeof globalThis.fetch, now: () => Date): Walk {
  const desk = openDesk(origins.agent, fetch);
  return {
    origins,
    fetch,
    desk,
    now,
    found: { application: '', cardNumber: '', deskCard: '', caseId: '' },
    visitor: () => openVisitor(fetch),
    agent: (origin, typed) =>
      openAgent({
        agent: origins.agent,
        language: 'en',
        browser: openBrowser({ origin, fetch, type: typist(typed) }),
      }),
    person: async (role) => {
      const person = (await desk.people()).find((one) => one.role.includes(role));
      if (!person) throw new Error(`the desk lists no ${role}`);
      return person;
    },
  };
}

/** Fills in whatever the window asks, by the names of its fields; goes on where it only asks for consent. */
export function typist({
  pin,
  userCodes = [],
  newPin = '',
}: Typed): (screen: string) => Readonly<Record<string, string>> | null {
  const codes = [...userCodes];
  return (screen) => {
    const names = [...screen.matchAll(/<input[^>]*\bname="(\w+)"/g)].map((match) => match[1] ?? '');
    if (!names.includes('screen')) return null;
    const userCode = names.includes('userCode') ? (codes.length > 1 ? codes.shift() : codes[0]) : '';
    const known = { pin, userCode: userCode ?? '', newPin, newPinAgain: newPin, card: '0' } as const;
    const typed = Object.entries(known).filter(([name]) => names.includes(name));
    const [first] = [...screen.matchAll(/name="choice" value="(\w+)"/g)].map((match) => match[1]);
    if (first === undefined || first === 'cancel') return null; // it waits for something else
    const choice = first === 'again' ? 'cancel' : first;
    return { ...Object.fromEntries(typed), choice };
  };
}
