import { z } from 'zod';
import { text } from './application.ts';
import { cardNumber } from './task.ts';

/** A paper request as an officer enters it. Messages are problem codes. */
export const paperForm = z.object({
  cardNumber: z
    .string()
    .trim()
    .toUpperCase()
    .refine((typed) => cardNumber.safeParse(typed).success, 'card.unknown'),
  reference: text(60),
  mail: z.string().trim().max(254, 'field.too-long').pipe(z.email('mail.invalid')),
});

/** What the other officer decides. */
export const paperDecision = z.object({
  decision: z.enum(['approve', 'refuse']),
  reason: z.string().max(500).default(''),
});
