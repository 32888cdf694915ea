import { z } from 'zod';
import { organisationKind } from './cardstatus.ts';

/** A person's text: trimmed, NFC, no control or bidirectional override characters. Messages are problem codes. */
export function text(max: number) {
  return z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'field.required')
        .max(max, 'field.too-long')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
        .regex(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/, 'field.characters'),
    );
}

/** The application form (申請), as the page posts it. The user code travels under TLS once and is kept only as a hash. */
export const applicationForm = z.object({
  kind: organisationKind,
  name: text(100),
  ubn: z
    .string()
    .trim()
    .min(1, 'field.required')
    .regex(/^\d{8}$/, 'ubn.invalid'),
  address: text(200),
  contactName: text(50),
  contactMail: z
    .string()
    .trim()
    .min(1, 'field.required')
    .max(254, 'field.too-long')
    .pipe(z.email('mail.invalid')),
  contactPhone: z
    .string()
    .trim()
    .min(1, 'field.required')
    .regex(/^[+\d][\d\s()#-]{6,24}$/, 'phone.invalid'),
  userCode: z.string().regex(/^[!-~]{6,10}$/, 'code.rule'),
  userCodeAgain: z.string(),
  terms: z.literal('yes', 'terms.not-accepted'),
});
export type ApplicationForm = Readonly<z.infer<typeof applicationForm>>;

export const applicationState = z.enum([
  'submitted',
  'reviewed',
  'returned',
  'approved',
  'refused',
  'withdrawn',
  'produced',
]);
export type ApplicationState = z.infer<typeof applicationState>;

/** `POST /api/progress`: application number and ubn; the same refusal whichever is wrong. */
export const progressQuestion = z.object({
  number: z.string().trim().max(40),
  ubn: z.string().trim().max(8),
});
