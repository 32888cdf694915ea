import { createHash } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { attributesOf, parseName } from '@kaika/pki/name';
import { type Context as Asked, Hono } from 'hono';
import type { IssuingName } from '../ca/signatory.ts';
import { Failure } from '../failure.ts';
import { path } from '../page/path.ts';
import { RepositoryPage } from '../page/repository.tsx';
import { currentCrl, type ListedName } from '../status/crl.ts';
import type { OcspReply } from '../status/ocsp.ts';
import { findCrl } from '../store/crl.ts';
import { type Env, pageContext, sendPage } from './env.ts';
import { bodyOf } from './holder.ts';
import type { Site } from './site.ts';

/** What the addresses in certificates point to: `/pki/{authority}/{generation}/…`, plain http, for anybody. */
export function pkiRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { ca } = site.context;
  app.get('/pki/:authority/:generation/issuer.cer', (c) => {
    const { certificate } = ca.authority(listed(c, site));
    return c.body(bodyOf(certificate.der), 200, {
      'content-type': 'application/pkix-cert',
      'cache-control': 'public, max-age=86400',
    });
  });
  app.get('/pki/:authority/:generation/crl/:list', (c) => sendCrl(c, site));
  app.post('/pki/:authority/:generation/ocsp', async (c) => {
    const request = new Uint8Array(await c.req.arrayBuffer());
    return sendOcsp(c, await site.ocsp.answer(issuing(c, site), request));
  });
  app.get('/pki/:authority/:generation/ocsp/:request{.+}', async (c) => {
    // RFC 6960 §A.1: base64, then percent-encoded; the router has decoded the latter.
    const request = new Uint8Array(Buffer.from(c.req.param('request'), 'base64'));
    return sendOcsp(c, await site.ocsp.answer(issuing(c, site), request));
  });
  app.get(path.repository, async (c) => sendPage(c, site, String(await repository(c, site))));
  return app;
}

function listed(c: Asked<Env>, { context }: Site): ListedName {
  const { authority, generation } = c.req.param();
  const known = ['root', 'issuing-cards', 'issuing-software'] as const;
  const name = known.find((one) => one === authority);
  if (name === undefined || context.ca.generation(name) !== `${authority}/${generation}`) {
    throw new Failure('request.not-found');
  }
  return name;
}

function issuing(c: Asked<Env>, site: Site): IssuingName {
  const name = listed(c, site);
  if (name === 'root') throw new Failure('request.not-found');
  return name;
}

async function sendCrl(c: Asked<Env>, site: Site): Promise<Response> {
  const name = listed(c, site);
  const [, scope] = /^(complete|\d{1,5})\.crl$/.exec(c.req.param('list') ?? '') ?? [];
  const { shards } = site.context.ca.authority(name).issuer;
  const known = scope === 'complete' || (scope !== undefined && Number(scope) < shards);
  if (!known) throw new Failure('request.not-found');
  const crl = await currentCrl(site.context, name, scope === 'complete' ? scope : Number(scope));
  return c.body(bodyOf(crl.der), 200, {
    'content-type': 'application/pkix-crl',
    'cache-control': 'public, max-age=60',
    'last-modified': crl.thisUpdate.toUTCString(),
  });
}

/** RFC 5019 §6.2: how long a cache may keep it, and what it is known by. */
function sendOcsp(c: Asked<Env>, reply: OcspReply): Response {
  const type = { 'content-type': 'application/ocsp-response' };
  if (reply.kind === 'error') return c.body(bodyOf(reply.der), 200, { ...type, 'cache-control': 'no-store' });
  const { answer, etag } = reply;
  const { der, maxAgeSeconds, thisUpdate, nextUpdate } = answer;
  if (maxAgeSeconds === 0) return c.body(bodyOf(der), 200, { ...type, 'cache-control': 'no-store' });
  const headers = {
    ...type,
    etag,
    'cache-control': `max-age=${maxAgeSeconds}, public, no-transform, must-revalidate`,
    'last-modified': thisUpdate.toUTCString(),
    expires: nextUpdate.toUTCString(),
  };
  return c.req.header('if-none-match') === etag
    ? c.body(null, 304, headers)
    : c.body(bodyOf(der), 200, headers);
}

async function repository(c: Asked<Env>, site: Site) {
  const { ca, db } = site.context;
  const names: readonly ListedName[] = ['root', 'issuing-cards', 'issuing-software'];
  const certificates = names.map((name) => {
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
    names.map(async (name, at) => {
      const kept = await findCrl(db, ca.generation(name), 'complete');
      const { thisUpdate = null, nextUpdate = null } = kept ?? {};
      const href = `/pki/${ca.generation(name)}/crl/complete.crl`;
      return { name: certificates[at]?.name ?? name, href, thisUpdate, nextUpdate };
    }),
  );
  const { ocsp } = ca.authority('issuing-cards').issuer.addresses;
  return RepositoryPage({ page: pageContext(c, site), certificates, lists, ocsp });
}
