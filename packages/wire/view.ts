import { z } from 'zod';
import { viewedCard } from './window.ts';

/** `POST /view`: the card as the agent's window read it, JSON in the form's field `card`. Nothing in it is believed unproved. */
export const viewForm = z.object({ card: z.string().max(60_000) });

/** Reads the field. Throws where it is no such JSON (SyntaxError, ZodError). */
export function readViewedCard(text: string) {
  return viewedCard.parse(JSON.parse(text));
}
