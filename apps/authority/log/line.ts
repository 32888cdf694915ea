import { z } from 'zod';

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
/** As `toISOString` writes it: one moment has one text. */
const moment = z.iso.datetime({ precision: 3 });

const words = {
  id: z.string(),
  at: moment,
  by: z.string(),
  what: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.string()),
  /** 32 octets; empty where the event was erased. */
  salt: z.string().regex(/^([0-9a-f]{64})?$/),
  leaf: hashText,
};

/** An event with its place in the log. */
export const eventLine = z.strictObject({
  line: z.literal('event'),
  index: z.number().int().min(0),
  ...words,
});

/** A signed head, after the last event it covers. `frontier`: roots of the perfect subtrees, largest first. */
export const headLine = z.strictObject({
  line: z.literal('head'),
  size: z.number().int().positive(),
  root: hashText,
  at: moment,
  frontier: z.array(hashText),
  jws: z.string(),
});

const about = {
  version: z.literal(1),
  /** The origin heads are issued by. */
  authority: z.string(),
  /** Root of the object identifiers, dotted. */
  arc: z.string().regex(/^\d+(\.\d+)+$/),
  /** When it was written. */
  at: moment,
  /** Root certificates, DER in base64. */
  roots: z.array(z.base64()).min(1).max(100),
};

/** The first line of an export. */
export const exportLine = z.strictObject({ line: z.literal('export'), ...about });

/** An event nobody numbered yet; no head covers it. */
export const pendingLine = z.strictObject({ line: z.literal('pending'), ...words });

/** The last line of an export: how many lines of each kind came before. */
export const endLine = z.strictObject({
  line: z.literal('end'),
  events: z.number().int().min(0),
  heads: z.number().int().min(0),
  pending: z.number().int().min(0),
});

/** A file of one line: one event, the newest head, and the nodes from one to the other. */
export const proofLine = z.strictObject({
  line: z.literal('proof'),
  ...about,
  event: eventLine,
  head: headLine,
  path: z.array(hashText).max(64),
  /** For each earlier head: that the newest begins with it. */
  consistency: z.array(
    z.strictObject({ size: z.number().int().positive(), root: hashText, path: z.array(hashText).max(128) }),
  ),
});

/** One line of an export: JSON in UTF-8, told apart by `line`. */
export const logLine = z.discriminatedUnion('line', [
  exportLine,
  eventLine,
  headLine,
  pendingLine,
  endLine,
  proofLine,
]);

export type LogLine = Readonly<z.infer<typeof logLine>>;
export type EventLine = Readonly<z.infer<typeof eventLine>>;
export type HeadLine = Readonly<z.infer<typeof headLine>>;
export type ProofLine = Readonly<z.infer<typeof proofLine>>;
export type About = Readonly<
  Pick<z.infer<typeof exportLine>, 'version' | 'authority' | 'arc' | 'at' | 'roots'>
>;

/** Reads one line, or null where it is none. */
export function readLine(text: string): LogLine | null {
  try {
    return logLine.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
