import { arcOf, exampleArc } from '@kaika/ca/arc';
import { type CeremonyDescription, readCeremonyDescription } from '@kaika/ca/ceremony-description';
import { CaError } from '@kaika/ca/error';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Refused } from './outcome.ts';

const top = z.looseObject({
  arc: z
    .string()
    .regex(/^[0-2](\.(0|[1-9]\d*))+$/)
    .default(exampleArc),
  /** First octet of serial numbers. */
  instance: z.number().int().min(1).max(127).default(1),
  witnesses: z.array(z.string().min(1).max(100)).min(1).max(20),
  keys: z
    .discriminatedUnion('store', [
      z.strictObject({ store: z.literal('files') }),
      z.strictObject({
        store: z.literal('pkcs11'),
        module: z.string().min(1),
        token: z.string().min(1),
        sessions: z.number().int().min(1).max(64).optional(),
      }),
    ])
    .default({ store: 'files' }),
});

/** What people reviewed and signed off: who watches, where keys will be, and the hierarchy itself. */
export type CeremonyPlan = Readonly<Pick<z.infer<typeof top>, 'arc' | 'instance' | 'witnesses' | 'keys'>> & {
  readonly description: CeremonyDescription;
};

/**
 * Reads a plan: YAML 1.2, without aliases, no member twice and none that is not known. Throws Refused `plan.malformed` with the line,
 * `plan.field` naming the member.
 */
export function readPlan(bytes: Uint8Array): CeremonyPlan {
  const document = parseDocument(textOf(bytes), { uniqueKeys: true, strict: true, version: '1.2' });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) throw malformed(`${wrong.linePos?.[0].line ?? 1}: ${wrong.code}`, wrong);
  const read = top.safeParse(toValue(document));
  if (!read.success) throw unfit(read.error.issues[0]?.path.join('.') || 'plan', read.error);
  const { arc, instance, witnesses, keys, ...rest } = read.data;
  try {
    arcOf(arc);
    const description = readCeremonyDescription(rest);
    if (keys.store === 'pkcs11') requireTokenKinds(description);
    return { arc, instance, witnesses, keys, description };
  } catch (error) {
    if (!(error instanceof CaError)) throw error;
    throw unfit(error.field, error);
  }
}

/** PKCS#11 v3.0 has mechanisms for ECDSA and RSA; what a token cannot hold is found before it holds half of the rest. */
function requireTokenKinds({ authorities }: CeremonyDescription): void {
  for (const [name, { key }] of Object.entries(authorities)) {
    if (!/^(p|rsa)\d/.test(key)) throw unfit(`authorities.${name}.key`, undefined);
  }
}

function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw malformed('alias', cause);
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('UTF-8', cause);
  }
}

function malformed(where: string, cause: unknown): Refused {
  const sentence = {
    zh: `計畫書不是可讀的 YAML（${where}）。`,
    en: `The plan is no YAML that can be read (${where}).`,
  };
  return new Refused('plan.malformed', sentence, { cause });
}

function unfit(field: string, cause: unknown): Refused {
  const sentence = {
    zh: `計畫書的欄位 ${field} 缺漏、不正確或不認得。`,
    en: `The plan's field ${field} is missing, wrong or unknown.`,
  };
  return new Refused('plan.field', sentence, { cause });
}
