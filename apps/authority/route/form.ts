import { fromBase64 } from '@kaika/bytes/base64';
import { encodePem } from '@kaika/pki/pem';
import { keyIdOf } from '../ca/issue.ts';
import { longestRequest, readRequest, requireOwnKey } from '../ca/request.ts';
import { Failure } from '../failure.ts';
import { addDocuments, type Owner } from '../operation/document.ts';
import type { ApplyValues } from '../page/apply.tsx';
import type { FieldCodes } from '../page/error.ts';
import type { ReviewedRequest } from '../page/review.tsx';
import { type Document, documentsOf, dropDocument } from '../store/document.ts';
import type { Asked } from './env.ts';
import { problemOf } from './problem.ts';
import type { Site } from './site.ts';

/** What a posted form says. */
export type Typed = ApplyValues & Readonly<Record<string, string | undefined>>;

/** The texts and the files of a posted form. */
export type Said = { readonly typed: Typed; readonly files: ReadonlyMap<string, readonly File[]> };

/** The fields of a posted form as texts; a file where a text belongs is no text. Throws `request.malformed`. */
export async function readFields(c: Asked): Promise<Typed> {
  return (await readForm(c)).typed;
}

/** The texts of a posted form, the last of a name, and its files that have a name or content. Throws `request.malformed`. */
export async function readForm(c: Asked): Promise<Said> {
  const body = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw new Failure('request.malformed', {}, { cause });
  });
  const typed: Record<string, string> = {};
  const files = new Map<string, readonly File[]>();
  for (const [name, value] of Object.entries(body)) {
    const values = [value].flat();
    const text = values.filter((one) => typeof one === 'string').at(-1);
    if (text !== undefined) typed[name] = text;
    const sent = values.filter((one) => one instanceof File).filter((one) => one.name !== '' || one.size > 0);
    if (sent.length > 0) files.set(name, sent);
  }
  return { typed, files };
}

/** Documents and what is wrong with those just sent. */
export type Filed = { readonly documents: readonly Document[]; readonly errors: FieldCodes };

/** Keeps the `documents` of a form, drops the one that `step=remove:{id}` names, and answers all there are. */
export async function takeDocuments(
  c: Asked,
  site: Site,
  { owner, said }: { readonly owner: Owner; readonly said: Said },
): Promise<Filed> {
  const { context, limits } = site;
  const key = 'form' in owner ? owner.form : owner.number;
  const files = said.files.get('documents') ?? [];
  const removed = /^remove:([\w-]{36})$/.exec(said.typed.step ?? '')?.[1];
  if (removed !== undefined && 'form' in owner) await dropDocument(context.db, key, removed);
  try {
    if (files.length > 0) {
      await limits.count(c, 'upload');
      for (const file of files) {
        const content = new Uint8Array(await file.arrayBuffer());
        await addDocuments(context, owner, [{ name: file.name, content }]);
      }
    }
    return { documents: await documentsOf(context.db, key), errors: {} };
  } catch (error) {
    const code = problemOf(error)?.code;
    if (!code?.startsWith('document.')) throw error;
    return { documents: await documentsOf(context.db, key), errors: { documents: code } };
  }
}

/** A request as a form states it: as it is shown again, as it is compared, as it is kept; or what is wrong with it. */
export type AskedRequest = {
  readonly pem: string | undefined;
  readonly reviewed: ReviewedRequest | undefined;
  readonly request: string | null;
  readonly errors: FieldCodes;
};

export const noRequest: AskedRequest = { pem: undefined, reviewed: undefined, request: null, errors: {} };

/**
 * The uploaded `requestFile`, or else the text of `request`.
 * @param kept of an application that is corrected: its number, and the request it has, which stands where no other is given
 */
export async function takeRequest(
  { context }: Site,
  { typed, files }: Said,
  kept: { readonly number: string; readonly request: string } | null,
): Promise<AskedRequest> {
  const file = files.get('requestFile')?.at(-1);
  const text = typed.request?.trim() || (kept?.request ?? '');
  if (file === undefined && text === '') return { ...noRequest, errors: { request: 'csr.missing' } };
  try {
    const read = readRequest(file === undefined ? short(text) : await contentOf(file));
    await requireOwnKey(context.db, read.spki, kept?.number ?? null);
    const pem = encodePem('CERTIFICATE REQUEST', fromBase64(read.request));
    const reviewed = { pem, key: read.key, keyId: keyIdOf(read.spki) };
    return { pem, reviewed, request: read.request, errors: {} };
  } catch (error) {
    const code = problemOf(error)?.code;
    if (!code?.startsWith('csr.')) throw error;
    return { ...noRequest, pem: typed.request, errors: { request: code } };
  }
}

async function contentOf(file: File): Promise<string | Uint8Array> {
  if (file.size > longestRequest) throw new Failure('csr.malformed');
  const bytes = new Uint8Array(await file.arrayBuffer());
  return bytes[0] === 0x30 ? bytes : Buffer.from(bytes).toString('latin1');
}

function short(text: string): string {
  if (text.length > longestRequest) throw new Failure('csr.malformed');
  return text;
}
