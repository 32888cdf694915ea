import { z } from 'zod';
import { cardNumber } from './task.ts';

/**
 * `POST {authority}/api/card-status` with `Authorization: Bearer {client secret}`: what a login service that the authority
 * knows may ask about a certificate, beyond OCSP. Unknown certificates answer 404 `certificate.unknown`.
 */
export const cardStatusQuestion = z.object({ certificate: z.base64() });
export type CardStatusQuestion = Readonly<z.infer<typeof cardStatusQuestion>>;

export const cardState = z.enum([
  'produced',
  'shipped',
  'active',
  'suspended',
  'revoked',
  'expired',
  'incomplete',
  'lost',
  'destroyed',
  'replaced',
]);
export type CardState = z.infer<typeof cardState>;

export const organisationKind = z.enum([
  'school',
  'foundation',
  'association',
  'administrative',
  'professional',
  'other',
]);
export type OrganisationKind = z.infer<typeof organisationKind>;

export const organisation = z.object({
  /** Dotted; stable for life. */
  oid: z.string(),
  kind: organisationKind,
  name: z.string(),
  ubn: z.string().nullable(),
});
export type Organisation = Readonly<z.infer<typeof organisation>>;

export const cardStatusAnswer = z.object({
  cardNumber,
  state: cardState,
  organisation,
  /** Of this very certificate. */
  certificate: z.object({
    status: z.enum(['hold', 'good', 'suspended', 'superseded', 'revoked', 'expired']),
    reason: z.string().nullable(),
    since: z.iso.datetime(),
  }),
  /** Last day to activate, ISO date, while the card is not active. */
  activationDeadline: z.string().nullable(),
});
export type CardStatusAnswer = Readonly<z.infer<typeof cardStatusAnswer>>;
