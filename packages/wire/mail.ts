import { z } from 'zod';

/** The address for the certificates, as the page posts it: ASCII, since mail programs compare it so. Messages are problem codes. */
export const mailForm = z.object({
  mail: z
    .string('field.required')
    .trim()
    .min(1, 'field.required')
    .max(254, 'field.too-long')
    .pipe(z.email('mail.invalid')),
});
export type MailForm = Readonly<z.infer<typeof mailForm>>;
