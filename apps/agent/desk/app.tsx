import type { ModelId } from '@kaika/card/model';
import { Hono, type Context as Request } from 'hono';
import { z } from 'zod';
import type { DemoPerson } from '../config.ts';
import type { Context } from '../conversation/context.ts';
import { problemOf } from '../conversation/halt.ts';
import { atMost, refuse } from '../guard.ts';
import { answerPage, type Pages } from '../page.tsx';
import type { Desk } from '../reader/desk.ts';
import { languageOf } from '../tongue.ts';
import { DeskPage, type DeskView, roleOf } from './desk.tsx';
import { blankLabel, deskWords } from './words.ts';

type Parts = {
  readonly desk: Desk;
  readonly context: Context;
  readonly pages: Pages;
  readonly people: () => readonly DemoPerson[];
};

const modelId = z.enum(['softcard', 'yubikey-5', 'yubikey-5.7', 'pivapplet', 'generic-piv']);
const label = z.string().trim().min(1).max(80);

/**
 * The desk, in demo mode alone. Its forms are plain POSTs (urlencoded, the agent's own `Origin`), so a script can move cards
 * too; with `accept: application/json` they answer the state of the desk, as `GET /desk.json` does:
 *
 *     POST /desk/add              label?, model?     a blank card beside the readers; the answer names it in `card`
 *     POST /desk/insert           card, reader
 *     POST /desk/pull             reader
 *     POST /desk/discard          card
 *     POST /desk/rename           card, label
 *     POST /desk/reader                              one more reader
 *     POST /desk/reader/remove    reader
 */
export function deskApp(parts: Parts): Hono {
  const { desk } = parts;
  const app = new Hono();
  app.use('/desk/*', atMost(4096));
  app.get('/desk', async (c) => {
    const view = await viewOf(c, parts);
    const title = deskWords(view.language).title;
    return answerPage(c, parts.pages, { title, body: <DeskPage {...view} />, wide: true });
  });
  app.get('/desk.json', async (c) => c.json(await stateOf(parts)));

  const move = (path: string, hand: (form: Form) => Promise<string | undefined>) =>
    app.post(path, async (c) => {
      try {
        const card = await hand(formOf(await c.req.parseBody()));
        if (!c.req.header('accept')?.includes('application/json')) return c.redirect('/desk', 303);
        return c.json({ ...(await stateOf(parts)), card: card ?? null });
      } catch (error) {
        const problem = error instanceof z.ZodError ? { code: 'request.malformed' } : problemOf(error);
        if (problem === null) throw error;
        return refuse(c, problem);
      }
    });
  move('/desk/add', async (form) => (await desk.add(form.label ?? nextLabel(desk), form.model)).id);
  move('/desk/insert', async (form) => void (await desk.insert(need(form.card), need(form.reader))));
  move('/desk/pull', async (form) => void (await desk.pull(need(form.reader))));
  move('/desk/discard', async (form) => void (await desk.discard(need(form.card))));
  move('/desk/rename', async (form) => void (await desk.rename(need(form.card), need(form.label))));
  move('/desk/reader', async () => void (await desk.addReader()));
  move('/desk/reader/remove', async (form) => void (await desk.removeReader(need(form.reader))));
  return app;
}

type Form = {
  readonly card?: string | undefined;
  readonly reader?: string | undefined;
  readonly label?: string | undefined;
  readonly model?: ModelId | undefined;
};

const formShape = z.object({
  card: z.string().max(20).optional(),
  reader: z.string().max(80).optional(),
  label: label.optional(),
  model: modelId.optional(),
});

function formOf(body: unknown): Form {
  return formShape.parse(body);
}

function need(value: string | undefined): string {
  return z.string().parse(value);
}

function nextLabel(desk: Desk): string {
  const taken = new Set(desk.cards().map((card) => card.label));
  let number = 1;
  while (taken.has(`${blankLabel} ${number}`)) number += 1;
  return `${blankLabel} ${number}`;
}

async function viewOf(c: Request, parts: Parts): Promise<DeskView> {
  const { desk, context } = parts;
  const people = parts.people();
  const language = languageOf(c);
  const shown = desk.cards().map((card) => {
    const holding = card.face ?? null;
    const owns = (person: DemoPerson) =>
      person.cardNumber === holding?.cardNumber || isLabelOf(person, card.label);
    const person = people.find(owns) ?? null;
    const label = person !== null && isLabelOf(person, card.label) ? roleOf(person, language) : card.label;
    return { ...card, label, holding, person };
  });
  const { readers } = await context.cards.list();
  const onDesk = new Set((await desk.readers()).map(({ name }) => name));
  return {
    language,
    readers: readers
      .filter(({ name }) => onDesk.has(name))
      .map(({ name, busy, holding }) => {
        const card = shown.find(({ reader }) => reader === name);
        return {
          name,
          busy,
          card: card === undefined ? null : { ...card, holding: holding ?? card.holding },
        };
      }),
    beside: shown.filter(({ reader }) => reader === null),
    people,
  };
}

/** The house labels a person's card with both names of the role. */
function isLabelOf({ role, roleZh }: DemoPerson, label: string): boolean {
  return label === `${roleZh} ${role}`;
}

/** What a script wants to know. */
async function stateOf({ desk, people }: Parts) {
  const cards = desk.cards().map(({ face, ...card }) => ({
    ...card,
    cardNumber: face?.cardNumber ?? null,
    kind: face?.kind ?? null,
  }));
  return {
    readers: (await desk.readers()).map(({ name, card }) => ({ name, occupied: card !== null })),
    cards,
    people: people(),
  };
}
