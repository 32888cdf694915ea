import { createHash } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { attributesOf, parseName } from '@kaika/pki/name';
import { type Context as Asked, Hono } from 'hono';
import type { Generation } from '../ca/establish.ts';
import { Failure } from '../failure.ts';
import { path } from '../page/path.ts';
import { RepositoryPage } from '../page/repository.tsx';
import { currentCrl, listedNames } from '../status/crl.ts';
import { currentFilter, filteredNames } from '../status/filter.ts';
import { headersOf } from '../status/head.ts';
import type { OcspReply } from '../status/ocsp.ts';
import { findCrl } from '../store/crl.ts';
import { type Env, pageContext, sendPage } from './env.ts';
import { bodyOf } from './holder.ts';
import { logRoutes } from './log.ts';
import type { Site } from './site.ts';
import { stampRoutes } from './stamp.ts';

/** What the addresses in certificates point to: `/pki/{authority}/{generation}/…`, plain http, for anybody; with them time stamps and the log's proofs. */
export function pkiRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/pki/:authority/:generation/issuer.cer', (c) =>
    c.body(bodyOf(listed(c, site).certificate.der), 200, {
      'content-type': 'application/pkix-cert',
      'cache-control': 'public, max-age=86400',
    }),
  );
  app.get('/pki/:authority/:generation/crl/:list', (c) => sendCrl(c, site));
  app.get('/pki/:authority/:generation/filter', (c) => sendFilter(c, site));
  app.post('/pki/:authority/:generation/ocsp', async (c) => {
    const request = new Uint8Array(await c.req.arrayBuffer());
    return sendOcsp(c, await site.ocsp.answer(responding(c, site), request), site);
  });
  app.get('/pki/:authority/:generation/ocsp/:request{.+}', async (c) => {
    // RFC 6960 §A.1: base64, then percent-encoded; the router has decoded the latter.
    const request = new Uint8Array(Buffer.from(c.req.param('request'), 'base64'));
    return sendOcsp(c, await site.ocsp.answer(responding(c, site), request), site);
  });
  app.route('/', stampRoutes(site));
  app.route('/', logRoutes(site));
  app.get(path.repository, async (c) => sendPage(c, site, String(await repository(c, site))));
  return app;
}

/** The key of the address; each has lists of its own. */
function listed(c: Asked<Env>, { context }: Site): Generation {
  const { authority, generation } = c.req.param();
  const found = context.ca.generations.get(`${authority}/${generation}`);
  if (!found || !listedNames.some((name) => name === found.authority)) throw new Failure('request.not-found');
  return found;
}

function responding(c: Asked<Env>, site: Site): string {
  const { name } = listed(c, site);
  if (!site.ocsp.answersFor(name)) throw new Failure('request.not-found');
  return name;
}

async function sendCrl(c: Asked<Env>, site: Site): Promise<Response> {
  const generation = listed(c, site);
  const [, scope] = /^(complete|\d{1,5})\.crl$/.exec(c.req.param('list') ?? '') ?? [];
  const known = scope === 'complete' || (scope !== undefined && Number(scope) < generation.issuer.shards);
  if (!known) throw new Failure('request.not-found');
  const crl = await currentCrl(site.context, generation, scope === 'complete' ? scope : Number(scope));
  return c.body(bodyOf(crl.der), 200, {
    'content-type': 'application/pkix-crl',
    'cache-control': 'public, max-age=60',
    'last-modified': crl.thisUpdate.toUTCString(),
  });
}

/** Kept by caches for an hour, and told apart by its tag: it is large and changes four times a day. */
async function sendFilter(c: Asked<Env>, site: Site): Promise<Response> {
  const filter = await currentFilter(site.context, listed(c, site).name);
  if (filter === null) throw new Failure('request.not-found');
  const headers = {
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=3600',
    'last-modified': filter.thisUpdate.toUTCString(),
    etag: `"${createHash('sha256').update(filter.der).digest('base64url')}"`,
  };
  const known = c.req.header('if-none-match') === headers.etag;
  return known ? c.body(null, 304, headers) : c.body(bodyOf(filter.der), 200, headers);
}

/** RFC 5019 §6.2: how long a cache may keep it, and what it is known by. */
function sendOcsp(c: Asked<Env>, reply: OcspReply, { context }: Site): Response {
  const headers = headersOf(reply, context.now());
  const known = reply.life && c.req.header('if-none-match') === reply.life.etag;
  return known ? c.body(null, 304, headers) : c.body(bodyOf(reply.der), 200, headers);
}

async function repository(c: Asked<Env>, site: Site) {
  const { ca, db } = site.context;
  const certificates = listedNames.map((name) => {
    const { certificate } = ca.authority(name);
    const [label = name] = attributesOf(parseName(certificate.subject), 'CN');
    return {
      name: label,
      href: `/pki/${ca.generation(name)}/issuer.cer`,
      fingerprint: toHex(createHash('sha256').update(certificate.der).digest()),
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
    };
  });
  const lists = await Promise.all(
    listedNames.map(async (name, at) => {
      const kept = await findCrl(db, ca.generation(name), 'complete');
      const { thisUpdate = null, nextUpdate = null } = kept ?? {};
      const href = `/pki/${ca.generation(name)}/crl/complete.crl`;
      return { name: certificates[at]?.name ?? name, href, thisUpdate, nextUpdate };
    }),
  );
  const filters = await Promise.all(
    filteredNames.map(async (authority) => {
      const kept = await currentFilter(site.context, ca.generation(authority));
      const { thisUpdate = null, nextUpdate = null } = kept ?? {};
      const name = certificates[listedNames.indexOf(authority)]?.name ?? authority;
      const href = kept === null ? null : `/pki/${ca.generation(authority)}/filter`;
      return { name, href, thisUpdate, nextUpdate };
    }),
  );
  const { ocsp } = ca.authority('issuing-cards').issuer.addresses;
  return RepositoryPage({ page: pageContext(c, site), certificates, lists, filters, ocsp });
}
