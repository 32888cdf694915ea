import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BytesError } from '@kaika/bytes/error';
import { type CeremonyDescription, readCeremonyDescription } from '@kaika/ca/ceremony-description';
import { CaError } from '@kaika/ca/error';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { z } from 'zod';
import { jwsReader } from '../key/jws-reader.ts';
import type { OwnCertificate } from '../store/authority.ts';

/** The files of a ceremony's outcome; beside them `certificate/`, and `key/` where keys are sealed files. */
export const outcomeFile = {
  transcript: 'transcript.json',
  text: 'transcript.txt',
  signature: 'transcript.jws',
} as const;

/** The JWS header's `typ` of a signed transcript; by the receipt signer that the ceremony made. */
export const ceremonyType = 'kaika-ceremony+jwt';

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
/** Below the folder, one level deep at most. */
const place = z.string().regex(/^([a-z]+\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/);

export const ceremonyClaims = z.strictObject({ at: z.iso.datetime(), transcript: hashText, text: hashText });

const made = z.strictObject({
  name: z.string(),
  profile: z.string(),
  issuer: z.string(),
  /** Name of its key in the vault or the token. */
  key: z.string(),
  keyKind: z.string(),
  subject: z.string(),
  serial: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** SHA-256 of the certificate, and of its SubjectPublicKeyInfo. */
  sha256: hashText,
  keySha256: hashText,
  file: place,
  /** Before it was signed, and of what was signed, read again. */
  lint: z.strictObject({ before: z.literal('passed'), after: z.array(z.string()) }),
});

export const transcript = z.strictObject({
  kind: z.literal('kaika-ceremony'),
  version: z.literal(1),
  at: z.iso.datetime(),
  witnesses: z.array(z.string()),
  plan: z.strictObject({ file: place, sha256: hashText }),
  arc: z.string(),
  instance: z.number().int(),
  /** Checked by its own reader. */
  description: z.unknown(),
  keys: z.strictObject({
    store: z.enum(['files', 'pkcs11']),
    /** Whose key-encryption key the sealed files are under: one that was handed in, or one that lies beside them. */
    sealedWith: z.enum(['given', 'beside']).nullable(),
  }),
  software: z.strictObject({ kaika: z.string(), node: z.string() }),
  certificates: z.array(made),
  files: z.array(z.strictObject({ path: place, sha256: hashText })),
});
export type Transcript = Readonly<z.infer<typeof transcript>>;

export type OutcomeCode =
  /** A file is missing or is no file of a ceremony. */
  | 'outcome.unreadable'
  /** A file is not the one whose hash the transcript has. */
  | 'outcome.changed'
  /** The transcript is not signed by the receipt signer under the ceremony's root. */
  | 'outcome.signature';

/** `file`: which of the folder. */
export class OutcomeError extends Error {
  readonly code: OutcomeCode;
  readonly file: string;
  constructor(code: OutcomeCode, file: string, options?: ErrorOptions) {
    super(`${code}: ${file}`, options);
    this.name = 'OutcomeError';
    this.code = code;
    this.file = file;
  }
}

/** What a ceremony made, as an authority starts with it. */
export type Outcome = {
  readonly description: CeremonyDescription;
  readonly arc: string;
  readonly instance: number;
  readonly certificates: readonly OwnCertificate[];
  readonly transcript: Transcript;
};

/**
 * Reads the folder of a ceremony's outcome: every file by its hash, the transcript by its signature. Key files that were taken
 * elsewhere are passed over. Throws `OutcomeError`.
 */
export async function readOutcome(folder: string): Promise<Outcome> {
  const bytes = readFile(folder, outcomeFile.transcript);
  const said = parsed(outcomeFile.transcript, () => transcript.parse(JSON.parse(textOf(bytes))));
  for (const { path, sha256 } of [...said.files, { path: said.plan.file, sha256: said.plan.sha256 }]) {
    if (path.startsWith('key/') && !existsSync(join(folder, path))) continue;
    if (hashOf(readFile(folder, path)) !== sha256) throw new OutcomeError('outcome.changed', path);
  }
  const certificates = said.certificates.map(({ name, profile, issuer, key, file, sha256 }) => {
    const der = readFile(folder, file);
    if (hashOf(der) !== sha256) throw new OutcomeError('outcome.changed', file);
    return { name, profile, issuer, key, certificate: parsed(file, () => parseCertificate(der)) };
  });
  await requireSignature(folder, said, { bytes, certificates });
  const description = parsed(outcomeFile.transcript, () => readCeremonyDescription(said.description));
  const { arc, instance } = said;
  return { description, arc, instance, certificates, transcript: said };
}

async function requireSignature(
  folder: string,
  { arc }: Transcript,
  { bytes, certificates }: { readonly bytes: Uint8Array; readonly certificates: readonly OwnCertificate[] },
): Promise<void> {
  const roots: readonly Certificate[] = certificates
    .filter(({ profile }) => profile === 'root')
    .map(({ certificate }) => certificate);
  const read = jwsReader({ type: ceremonyType, claims: ceremonyClaims }, { roots, arc });
  const claims = await read(textOf(readFile(folder, outcomeFile.signature)).trim());
  if ('fault' in claims) throw new OutcomeError('outcome.signature', outcomeFile.signature);
  if (claims.transcript !== hashOf(bytes)) throw new OutcomeError('outcome.changed', outcomeFile.transcript);
  if (claims.text !== hashOf(readFile(folder, outcomeFile.text)))
    throw new OutcomeError('outcome.changed', outcomeFile.text);
}

function readFile(folder: string, path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(join(folder, path)));
  } catch (cause) {
    throw new OutcomeError('outcome.unreadable', path, { cause });
  }
}

function parsed<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    const foreseen = [z.ZodError, SyntaxError, PkiError, BytesError, CaError];
    if (!foreseen.some((one) => cause instanceof one)) throw cause;
    throw new OutcomeError('outcome.unreadable', file, { cause });
  }
}

export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
