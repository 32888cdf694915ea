import { cursorAt, finish, readOid } from '@kaika/bytes/cursor';
import type { PathVerdict, Validate } from '@kaika/document/verify';
import { subjectDirectoryAttributesOf } from '@kaika/pki/alternative-name';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { type PathQuestion, type PathResult, validateCardPath, validatePath } from '@kaika/pki/path';
import { PURPOSE } from '@kaika/pki/usage';
import type { FilingConfig } from '../config.ts';
import { fetchBytes } from './fetch.ts';

/** Subject directory attribute with the organisation's own OID, as the cards' certificates bear it. */
const organisationAttribute = '2.16.886.1.100.2.102';

/** How a signer stands: believed or not, and what its issuer says of it now. */
export type SignerVerdict = {
  readonly path: PathVerdict;
  readonly status: 'good' | 'revoked' | 'on-hold' | 'unknown';
  /** From the signer up, root last, DER; empty where the path is refused. */
  readonly chain: readonly Uint8Array[];
};

/**
 * Judges a signing certificate now: path to the trusted roots for non-repudiation, and status by OCSP, else CRL. A status
 * that cannot be learned is a refusal. `others`: certificates sent along, DER.
 */
export async function judgeSigner(
  certificate: Certificate,
  others: readonly Uint8Array[],
  config: FilingConfig,
): Promise<SignerVerdict> {
  const asked = { ...question(certificate, others, config), at: config.now() };
  const result = await validate({ ...asked, revocation: statusSources(config) }, config);
  return verdictOf(result);
}

/**
 * Judges the signer of a kept paper: the path at the time it was signed, the status as it is known now. A revocation after
 * that time takes nothing from the signature; a hold that began before it does.
 */
export async function judgeLater(
  certificate: Certificate,
  signed: { readonly others: readonly Uint8Array[]; readonly at: Date },
  config: FilingConfig,
): Promise<SignerVerdict> {
  const asked = question(certificate, signed.others, config);
  const then = verdictOf(await validate({ ...asked, at: signed.at }, config));
  if (!then.path.trusted) return then;
  const now = await validate({ ...asked, at: config.now(), revocation: statusSources(config) }, config);
  if (now.valid) return { ...then, status: 'good' };
  const { code, revokedAt } = now.refusal;
  if (code !== 'path.revoked' && code !== 'path.on-hold') return { ...then, status: 'unknown' };
  const status = code === 'path.revoked' ? 'revoked' : 'on-hold';
  if (revokedAt !== undefined && revokedAt > signed.at) return { ...then, status };
  return { path: { trusted: false, reason: code }, status, chain: [] };
}

/** As `verifyPdf` wants it, for time-stamp services: the path alone, at the stamp's own time. */
export function validateStamp(config: FilingConfig): Validate {
  return async (certificate, others, at) => {
    const material = materialOf(certificate, others, config);
    return verdictOf(await validatePath({ ...material, at, purpose: PURPOSE.timeStamping })).path;
  };
}

/** The organisation's OID in a card's certificate (dotted), or undefined where it names none. */
export function organisationOf(certificate: Certificate): string | undefined {
  try {
    const attributes = subjectDirectoryAttributesOf(certificate) ?? [];
    const [value] = attributes.find(({ type }) => type === organisationAttribute)?.values ?? [];
    if (value === undefined) return undefined;
    const cursor = cursorAt(value);
    const dotted = readOid(cursor);
    finish(cursor);
    return dotted;
  } catch {
    return undefined;
  }
}

type Asked = Omit<PathQuestion, 'at'>;

function question(certificate: Certificate, others: readonly Uint8Array[], config: FilingConfig): Asked {
  return { ...materialOf(certificate, others, config), keyUsage: ['nonRepudiation'] };
}

function materialOf(certificate: Certificate, others: readonly Uint8Array[], config: FilingConfig): Asked {
  return {
    certificate,
    anchors: config.trust.map(parseCertificate),
    intermediates: [...(config.intermediates ?? []), ...others].flatMap(readable),
    fetchIssuers: async (_certificate, addresses) => fetchAll(config, addresses, parseCertificate),
  };
}

function validate(asked: PathQuestion, config: FilingConfig): Promise<PathResult> {
  const { signaturePolicies: policies } = config;
  return policies === undefined ? validatePath(asked) : validateCardPath({ ...asked, policies });
}

/** The signer's status; that of the authorities above is a matter of which roots and intermediates are trusted. */
function statusSources(config: FilingConfig): NonNullable<PathQuestion['revocation']> {
  return {
    fetchOcsp: async ({ certificate, issuer }, addresses) => {
      const id = certIdFor({ name: issuer.subject, spki: issuer.spki }, certificate.serial, 'sha256');
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/ocsp-request' },
        body: encodeOcspRequest([id]).slice(),
      };
      return fetchAll(config, addresses, (bytes) => bytes, request);
    },
    fetchCrls: (_certificate, addresses) => fetchAll(config, addresses, (bytes) => bytes),
    targetOnly: true,
  };
}

function verdictOf(result: PathResult): SignerVerdict {
  if (result.valid) {
    const chain = [...result.path, result.anchor].map(({ der }) => der);
    return { path: { trusted: true }, status: 'good', chain };
  }
  const { code } = result.refusal;
  const status = code === 'path.revoked' ? 'revoked' : code === 'path.on-hold' ? 'on-hold' : 'unknown';
  return { path: { trusted: false, reason: code }, status, chain: [] };
}

/** What the addresses give, the unreachable and unreadable passed over: the path then says what is missing. */
async function fetchAll<T>(
  config: FilingConfig,
  addresses: readonly string[],
  read: (bytes: Uint8Array) => T,
  request?: RequestInit,
): Promise<readonly T[]> {
  const web = addresses.filter((address) => /^https?:\/\//.test(address)).slice(0, 2);
  const answers = await Promise.all(
    web.map(async (address): Promise<readonly T[]> => {
      try {
        return [read(await fetchBytes(config.fetch, address, request))];
      } catch (error) {
        config.log.warn(
          { address, reason: error instanceof Error ? error.message : 'unknown' },
          'not fetched',
        );
        return [];
      }
    }),
  );
  return answers.flat();
}

function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [parseCertificate(der)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}
