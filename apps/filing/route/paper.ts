import { Hono } from 'hono';
import type { Env, Office } from '../office.ts';
import { writeReport } from '../paper/report.ts';
import { Refusal } from '../rule/refusal.ts';
import { listPapers } from '../store/case.ts';
import { readKept } from '../store/file.ts';
import { visibleCase } from '../visit.ts';

/** The files of a case, for whoever may see it. */
export function paperRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case/:id/preview.pdf', async (c) => {
    const held = await visibleCase(c, office);
    const settings = {
      fonts: office.fonts,
      language: c.get('language'),
      now: office.config.now(),
      draft: true,
    };
    return file(await writeReport(held, settings), {
      type: 'application/pdf',
      name: 'preview.pdf',
      inline: true,
    });
  });
  routes.get('/case/:id/report.pdf', async (c) => {
    const held = await visibleCase(c, office);
    if (held.report === null) throw new Refusal('case.unsigned');
    const name = `report-${held.number ?? 'signed'}.pdf`;
    return file(await readKept(office.files, held.report.sha256), {
      type: 'application/pdf',
      name,
      inline: false,
    });
  });
  routes.get('/case/:id/receipt/:paper{.+\\.pdf}', async (c) => {
    const held = await visibleCase(c, office);
    const wanted = c.req.param('paper').slice(0, -4);
    const papers = await listPapers(office.store, held.id);
    const paper = papers.find(({ id, kind }) => id === wanted && kind === 'receipt');
    if (paper === undefined) throw new Refusal('attachment.not-found');
    const name = `receipt-${held.number ?? 'case'}.pdf`;
    return file(await readKept(office.files, paper.sha256), { type: 'application/pdf', name, inline: false });
  });
  routes.get('/case/:id/file/:file', async (c) => {
    const held = await visibleCase(c, office);
    const found = held.content.attachments.find(({ id }) => id === c.req.param('file'));
    if (found === undefined) throw new Refusal('attachment.not-found');
    return file(await readKept(office.files, found.sha256), {
      type: found.type,
      name: found.name,
      inline: false,
    });
  });
  return routes;
}

type Shape = { readonly type: string; readonly name: string; readonly inline: boolean };

/** Sandboxed: what others uploaded must not act in the name of this service. RFC 6266 §5 for the name. */
function file(bytes: Uint8Array, { type, name, inline }: Shape): Response {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const kind = inline ? 'inline' : 'attachment';
  return new Response(bytes.slice(), {
    headers: {
      'content-type': type,
      'content-disposition': `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; plugin-types application/pdf; sandbox",
      'cache-control': 'private, no-store',
    },
  });
}
