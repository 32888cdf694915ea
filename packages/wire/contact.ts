import { z } from 'zod';
import { text } from './application.ts';

/** The contact of a card (憑證IC卡聯絡人), as the page posts it. Messages are problem codes. */
export const contactForm = z.object({
  name: text(50),
  mail: z.string().trim().max(254, 'field.too-long').pipe(z.email('mail.invalid')),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d\s()#-]{6,24}$/, 'phone.invalid'),
});
export type ContactForm = Readonly<z.infer<typeof contactForm>>;
