import { parseCertificate } from '@kaika/pki/certificate';
import { encodeCertificateBundle } from '@kaika/pki/cms';
import { describeKey } from '@kaika/pki/key';
import { formatName } from '@kaika/pki/name';
import { encodePem } from '@kaika/pki/pem';
import { type Certificate, certificateStatusOf } from '@kaika/registry/certificate';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { CertificatePage, type ShownCertificate } from '../page/certificate.tsx';
import { path } from '../page/path.ts';
import { certificatesOfCard, certificatesOfName, findCertificate } from '../store/certificate.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { bodyOf } from './holder.ts';
import { problemOf } from './problem.ts';
import type { Site } from './site.ts';

/** 憑證查詢及下載: for anybody, nothing personal. */
export function certificateRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.certificate, (c) => query(c, site));
  app.get(`${path.certificate}/:serial/:file`, async (c) => {
    const { serial, file } = c.req.param();
    const found = await findCertificate(site.context.db, serial.toLowerCase());
    if (found === null || found.der === null) throw new Failure('certificate.unknown');
    const [body, type] = formOf(site.context, found, file);
    return c.body(typeof body === 'string' ? body : bodyOf(body), 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${found.serial}-${file}"`,
    });
  });
  return app;
}

async function query(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const asOf = site.context.now();
  const q = c.req.query('q')?.trim().slice(0, 100);
  if (q === undefined) return sendPage(c, site, String(CertificatePage({ page, asOf })));
  if (q === '')
    return sendPage(c, site, String(CertificatePage({ page, q, asOf, problem: 'field.required' })), 422);
  try {
    await site.limits.count(c, 'query');
  } catch (error) {
    if (problemOf(error)?.code !== 'request.too-many') throw error;
    return sendPage(c, site, String(CertificatePage({ page, q, asOf, problem: 'request.too-many' })), 429);
  }
  const found = await find(site.context, q);
  const certificates = found.filter((one) => one.der !== null).map((one) => shown(one, asOf));
  return sendPage(c, site, String(CertificatePage({ page, q, certificates, asOf })));
}

/** By card number, serial number, or the exact name of an organisation. */
async function find({ db }: Context, q: string): Promise<readonly Certificate[]> {
  if (/^XC\d{14}$/i.test(q)) return certificatesOfCard(db, q.toUpperCase());
  const serial = q.replaceAll(/[\s:]/g, '').toLowerCase();
  if (/^[0-9a-f]{16,40}$/.test(serial)) {
    const one = await findCertificate(db, serial);
    return one === null ? [] : [one];
  }
  return certificatesOfName(db, q.normalize('NFC'));
}

function shown(record: Certificate, now: Date): ShownCertificate {
  const { serial, use, since, reason, notBefore, notAfter } = record;
  const parsed = parseCertificate(record.der ?? new Uint8Array());
  return {
    serial,
    use,
    since,
    reason,
    notBefore,
    notAfter,
    subject: formatName(parsed.subject),
    issuer: formatName(parsed.issuer),
    keyType: keyTypeOf(parsed.spki),
    status: certificateStatusOf(record, now),
  };
}

function keyTypeOf(spki: Uint8Array): string {
  const key = describeKey(spki);
  if (key.type === 'rsa') return `RSA-${key.bits}`;
  return key.type === 'ec' ? key.curve : key.type;
}

function formOf(
  { ca }: Context,
  { der, generation }: Certificate,
  file: string,
): readonly [body: string | Uint8Array, type: string] {
  const issuer = ca.generations.get(generation);
  if (der === null || issuer === undefined) throw new Failure('certificate.unknown');
  const chain = [der, issuer.certificate.der, ca.root];
  switch (file) {
    case 'certificate.cer':
      return [der, 'application/pkix-cert'];
    case 'certificate.pem':
      return [encodePem('CERTIFICATE', der), 'application/x-pem-file'];
    case 'chain.pem':
      return [chain.map((one) => encodePem('CERTIFICATE', one)).join(''), 'application/x-pem-file'];
    case 'chain.p7b':
      return [encodeCertificateBundle(chain), 'application/pkcs7-mime'];
    default:
      throw new Failure('request.not-found');
  }
}
