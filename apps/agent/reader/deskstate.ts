import { z } from 'zod';

/** What a card on the desk was last seen to be, so that cards are told apart before they have lain in a reader again. */
export const deskFace = z.object({
  cardNumber: z.string().max(40).nullable(),
  holder: z.string().max(400),
  kind: z.enum(['ours', 'foreign', 'blank']),
});
export type DeskFace = Readonly<z.infer<typeof deskFace>>;

/** The desk as it lies in its folder: which readers, which cards, what is where. Cards themselves are files of their own. */
export const deskState = z.object({
  readers: z.array(z.object({ name: z.string().min(1).max(80), card: z.string().nullable() })).max(16),
  cards: z
    .array(
      z.object({
        id: z.string().regex(/^[0-9a-f]{8}$/),
        label: z.string().max(80),
        at: z.iso.datetime(),
        face: deskFace.optional(),
      }),
    )
    .max(1000),
});
export type DeskState = Readonly<z.infer<typeof deskState>>;

const secret = z.object({ value: z.base64(), total: z.number().int(), left: z.number().int().nonnegative() });
const keyAlgorithm = z.enum(['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096']);

/** A softcard's file (`SoftcardState`). */
export const cardState = z.object({
  format: z.literal('kaika-softcard-1'),
  model: z.enum(['softcard', 'yubikey-5', 'yubikey-5.7', 'pivapplet', 'generic-piv']),
  version: z.tuple([z.number(), z.number(), z.number()]),
  serialNumber: z.number().int().nonnegative(),
  pin: secret,
  puk: secret,
  management: z.object({ algorithm: z.enum(['3des', 'aes128', 'aes192', 'aes256']), key: z.base64() }),
  keys: z.array(
    z.object({
      reference: z.number().int(),
      algorithm: keyAlgorithm,
      key: z.base64(),
      origin: z.enum(['generated', 'imported']),
      pinPolicy: z.enum(['never', 'once', 'always']),
    }),
  ),
  objects: z.array(z.object({ id: z.number().int(), content: z.base64() })),
});

/** The attestation authority's file (`AttestorState`). */
export const attestorState = z.object({ key: z.base64(), certificate: z.base64() });
