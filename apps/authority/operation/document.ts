import { createHash, randomUUID } from 'node:crypto';
import { DocumentError } from '@kaika/document/error';
import { intake, largestDocument } from '@kaika/document/intake';
import { applicant, type Note } from '@kaika/registry/change';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { type Document, documentsOf, keepDocument } from '../store/document.ts';
import { act } from '../store/save.ts';

/** Documents one application may have, and what they may take together. */
export const mostDocuments = 5;
export const mostDocumentBytes = 12 * 1024 * 1024;

/** A file as it was uploaded; the name and nothing else of what the sender says about it is kept. */
export type Upload = { readonly name: string; readonly content: Uint8Array };

/** Whose document it is: a form not sent yet, or an application. */
export type Owner = { readonly form: string } | { readonly number: string };

/**
 * Keeps uploaded files, each judged by its content. Those before a refused one stay. Throws Failure `document.too-many`,
 * `document.too-large`, `document.empty`, `document.type-unknown`, `document.damaged`, `document.active`, `document.encrypted`.
 */
export async function addDocuments(
  context: Context,
  owner: Owner,
  uploads: readonly Upload[],
): Promise<void> {
  for (const upload of uploads) await addDocument(context, owner, upload);
}

async function addDocument(context: Context, owner: Owner, { name, content }: Upload): Promise<void> {
  if (content.length > largestDocument) throw new Failure('document.too-large');
  const { type, bytes } = taken(content);
  const key = 'form' in owner ? owner.form : owner.number;
  const document = {
    id: randomUUID(),
    owner: key,
    name: shownName(name, type),
    type,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: context.now(),
  };
  await act(context.db, async (trx) => {
    const known = await documentsOf(trx, key);
    if (known.some(({ sha256 }) => sha256 === document.sha256)) return { changes: [], answer: null };
    if (known.length >= mostDocuments) throw new Failure('document.too-many');
    const together = known.reduce((sum, { size }) => sum + size, document.size);
    if (together > mostDocumentBytes) throw new Failure('document.too-large');
    await keepDocument(trx, { ...document, content: bytes });
    const changes = 'number' in owner ? [documentAdded(owner.number, document, context.now())] : [];
    return { changes, answer: null };
  });
}

/** The audit row of a document that belongs to an application now: its hash, not its name, which may name people. */
export function documentAdded(
  number: string,
  { sha256, size, type }: Omit<Document, 'owner'>,
  at: Date,
): Note {
  const data = { sha256, size: String(size), type };
  return {
    next: null,
    event: { at, by: applicant.id, what: 'application.document-added', subject: number, data },
  };
}

function taken(content: Uint8Array) {
  try {
    return intake(content);
  } catch (error) {
    if (error instanceof DocumentError && error.code.startsWith('document.')) {
      throw new Failure(error.code as Extract<typeof error.code, `document.${string}`>, {}, { cause: error });
    }
    throw error;
  }
}

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** Control characters, those that turn the direction of writing, and what quotes or splits. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>:|?*;%]/g;

/** The last part of a name, without what headers and file systems mind, and with the ending that its content has. */
export function shownName(name: string, type: keyof typeof endings): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const stem = last.replace(/\.[^.]{0,8}$/, '');
  const clean = stem.replace(unsafe, '').trim();
  return `${[...clean].slice(0, 80).join('') || 'document'}.${endings[type]}`;
}
