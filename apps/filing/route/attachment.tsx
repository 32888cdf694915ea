import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { fileName, mostAttachmentBytes, mostAttachments, typeOf } from '../form/attachment.ts';
import type { Body } from '../form/value.ts';
import type { Env, Office, Visit } from '../office.ts';
import { AttachmentPage } from '../page/attachment.tsx';
import { stepHref } from '../page/step.tsx';
import type { Attachment, Case } from '../rule/case.ts';
import { type AttachmentKind, attachmentKinds, type SourceKind } from '../rule/kind.ts';
import { Refusal } from '../rule/refusal.ts';
import { keepFile } from '../store/file.ts';
import { bodyOf, frameOf } from '../visit.ts';
import { editableCase, keepContent } from './step.tsx';

/** The §3 attachments: uploaded, told by content, kept under their hashes. */
export function attachmentRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case/:id/attachment', async (c) =>
    c.html(<AttachmentPage frame={frameOf(c, office)} held={await editableCase(c, office)} />),
  );
  routes.post('/case/:id/attachment', (c) => upload(c, office));
  routes.post('/case/:id/attachment/:file/remove', async (c) => {
    const held = await editableCase(c, office);
    const attachments = held.content.attachments.filter(({ id }) => id !== c.req.param('file'));
    await keepContent(c, office, held, { attachments });
    return c.redirect(stepHref(held, 'attachment'), 303);
  });
  return routes;
}

async function upload(c: Visit, office: Office): Promise<Response> {
  const held = await editableCase(c, office);
  const body = await bodyOf(c);
  try {
    const added = await readFiles(office, held, body);
    await keepContent(c, office, held, { attachments: [...held.content.attachments, ...added] });
    return c.redirect(stepHref(held, 'attachment'), 303);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return c.html(<AttachmentPage frame={frameOf(c, office)} held={held} refusal={refusal} />, 422);
  }
}

async function readFiles(office: Office, held: Case, body: Body): Promise<readonly Attachment[]> {
  const sent = [body.file].flat().filter((file) => file instanceof File);
  if (sent.length === 0) throw new Refusal('attachment.empty');
  if (held.content.attachments.length + sent.length > mostAttachments)
    throw new Refusal('attachment.too-many');
  const kind = attachmentKinds.find((one): one is AttachmentKind => one === body.kind);
  if (kind === undefined) throw new Refusal('choice.unknown');
  const source = sourceOf(held, body.source);
  const added: Attachment[] = [];
  for (const file of sent) {
    if (file.size > mostAttachmentBytes) throw new Refusal('attachment.too-large', { limit: '10 MB' });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const type = typeOf(bytes);
    const sha256 = await keepFile(office.files, bytes);
    added.push({
      id: randomUUID(),
      kind,
      source,
      name: fileName(file.name),
      type,
      bytes: bytes.length,
      sha256,
    });
  }
  return added;
}

function sourceOf(held: Case, wished: unknown): SourceKind | null {
  if (wished === 'whole') return null;
  const found = held.content.sources.find(({ kind }) => kind === wished);
  if (found === undefined) throw new Refusal('choice.unknown');
  return found.kind;
}
