import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { BytesError } from '@kaika/bytes/error';
import { type Certificate, certificatesFromPem, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { Refused } from './outcome.ts';

/**
 * Writes a new file, mode 600, piece by piece; one that is there already is never touched, and a half-written one is taken away.
 * Throws Refused `file.exists`.
 */
export async function writeNew(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string | Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    if (codeOf(cause) === 'EEXIST') throw exists(path, cause);
    throw new Refused(
      'file.unwritable',
      { zh: `${path} 無法寫入。`, en: `${path} cannot be written.` },
      { cause },
    );
  });
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } catch (error) {
    await rm(path);
    throw error;
  } finally {
    await file.close();
  }
}

/** Throws Refused `file.exists` before much work was done for nothing. */
export function requireNew(path: string): void {
  if (existsSync(path)) throw exists(path, undefined);
}

/** The lines of a text file, one by one. Throws Refused `file.unreadable`. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, 'utf8');
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** A whole file. Throws Refused `file.unreadable`. */
export function readWhole(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Certificates in DER or PEM. Throws Refused `file.unreadable`, `certificate.malformed`. */
export function readCertificates(path: string): readonly Certificate[] {
  const bytes = readWhole(path);
  try {
    return bytes[0] === 0x30
      ? [parseCertificate(bytes)]
      : certificatesFromPem(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (!(cause instanceof PkiError || cause instanceof BytesError)) throw cause;
    const en = `${path} holds no certificate in DER or PEM.`;
    throw new Refused('certificate.malformed', { zh: `${path} 不是 DER 或 PEM 憑證。`, en }, { cause });
  }
}

function unreadable(path: string, cause: unknown): Refused {
  return new Refused(
    'file.unreadable',
    { zh: `${path} 無法讀取。`, en: `${path} cannot be read.` },
    { cause },
  );
}

function exists(path: string, cause: unknown): Refused {
  const sentence = {
    zh: `${path} 已經存在，未作任何更動。`,
    en: `${path} is there already and was left as it is.`,
  };
  return new Refused('file.exists', sentence, { cause });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
