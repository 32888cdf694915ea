import { randomUUID } from 'node:crypto';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { embed, hashToSign, prepare } from '@kaika/document/pades';
import { isWellSigned, verifyPdf } from '@kaika/document/verify';
import type { SignatureAlgorithmName } from '@kaika/pki/algorithm';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { COORDINATE_LENGTH, describeKey } from '@kaika/pki/key';
import { formatName } from '@kaika/pki/name';
import { ecdsaToDer } from '@kaika/pki/signature';
import type { Signed } from '@kaika/wire/window';
import type { Office } from '../office.ts';
import { todayOf } from '../paper/day.ts';
import { writeReport } from '../paper/report.ts';
import type { Case, SignedReport } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import { assertSignable, sign } from '../rule/state.ts';
import { saveCase } from '../store/case.ts';
import { keepFile, readKept } from '../store/file.ts';
import { insertPreparation, type Preparation, takePreparation } from '../store/preparation.ts';
import type { Session } from '../store/session.ts';
import { judgeSigner, organisationOf, type SignerVerdict, validateStamp } from './signer.ts';
import { stampBy } from './stamp.ts';

/** How long a prepared report waits for its signature. */
const preparationTtlSeconds = 600;

/** What the page hands to the agent's window; `preparation` comes back with the signature. Bytes are base64. */
export type SignOrder = {
  readonly preparation: string;
  readonly documentName: string;
  readonly hash: string;
  readonly hashAlgorithm: 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly certificate: string;
};

/**
 * Step 2 of signing: judges the certificate (DER, base64), makes the report with an empty place, and answers what the card
 * is to sign. Throws the first finding of the case, `signature.other-organisation`, `signature.certificate-unusable`.
 */
export async function prepareReport(
  office: Office,
  held: Case,
  by: { readonly session: Session; readonly certificate: string },
): Promise<SignOrder> {
  const { config } = office;
  const now = config.now();
  assertSignable(held, todayOf(now));
  const certificate = readCertificate(by.certificate);
  await admitSigner(office, held, certificate);
  const pdf = await writeReport(held, { fonts: office.fonts, language: 'zh-TW', now, draft: false });
  const place = {
    field: 'Signature1',
    name: held.firm.name,
    reason: '會計師查核簽證公司登記資本額',
    at: now,
  };
  const prepared = await prepare(pdf, certificate, place);
  const preparation = await insertPreparation(office.store, {
    caseId: held.id,
    caseVersion: held.version,
    sessionId: by.session.id,
    certificate: by.certificate,
    hash: prepared.hash,
    attributes: toBase64(prepared.attributes),
    byteRange: prepared.place.byteRange,
    sha256: await keepFile(office.files, prepared.place.bytes),
    at: now,
  });
  const documentName = `${held.content.company.name} 資本額查核簽證報告書`.slice(0, 200);
  const hashAlgorithm = hashNames[prepared.hash];
  const hash = toBase64(hashToSign(prepared));
  return { preparation, documentName, hash, hashAlgorithm, certificate: by.certificate };
}

/**
 * Step 4: embeds the card's signature, verifies the whole document, keeps it, and the case is signed. Throws
 * `signature.stale`, `signature.invalid`, `signature.certificate-unusable`, `request.conflict`.
 */
export async function completeReport(
  office: Office,
  held: Case,
  by: { readonly session: Session; readonly preparation: string; readonly signed: Signed },
): Promise<Case> {
  const now = office.config.now();
  const kept = await takePreparation(office.store, by.preparation, by.session.id);
  if (kept === undefined || !fits(kept, held, now) || kept.certificate !== by.signed.certificate) {
    throw new Refusal('signature.stale');
  }
  const certificate = readCertificate(kept.certificate);
  const { chain } = await admitSigner(office, held, certificate);
  const pdf = await embedSignature(office, kept, { certificate, signed: by.signed, chain });
  await assertWellSigned(office, pdf);
  const sha256 = await keepFile(office.files, pdf);
  const signer = formatName(certificate.subject);
  const report: SignedReport = { sha256, signedAt: now, signer, serialNumber: certificate.serialNumber };
  const change = sign(held, by.session.actor, { report, now });
  return saveCase(office.store, change, { paper: { id: randomUUID(), kind: 'report', sha256 } });
}

const hashNames = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

/** JOSE's names of what cards sign with (RFC 7518 §3.1), and how CMS calls them. */
const algorithmNames = {
  ES256: 'ecdsa-sha256',
  ES384: 'ecdsa-sha384',
  RS256: 'rsa-sha256',
  PS256: 'rsa-pss-sha256',
} as const satisfies Record<Signed['algorithm'], SignatureAlgorithmName>;

function fits(kept: Preparation, held: Case, now: Date): boolean {
  const ageSeconds = (now.getTime() - kept.at.getTime()) / 1000;
  return kept.caseId === held.id && kept.caseVersion === held.version && ageSeconds <= preparationTtlSeconds;
}

function readCertificate(base64: string): Certificate {
  try {
    return parseCertificate(fromBase64(base64));
  } catch (cause) {
    throw new Refusal('signature.certificate-unusable', { reason: 'certificate.malformed' }, { cause });
  }
}

/** Only a certificate of the signed-in firm, trusted and good now, may sign the firm's case. */
async function admitSigner(office: Office, held: Case, certificate: Certificate): Promise<SignerVerdict> {
  if (organisationOf(certificate) !== held.firm.oid) throw new Refusal('signature.other-organisation');
  const verdict = await judgeSigner(certificate, [], office.config);
  if (verdict.path.trusted) return verdict;
  throw new Refusal('signature.certificate-unusable', { reason: verdict.path.reason });
}

async function embedSignature(
  { files, config }: Office,
  kept: Preparation,
  by: { readonly certificate: Certificate; readonly signed: Signed; readonly chain: readonly Uint8Array[] },
): Promise<Uint8Array> {
  const { certificate, signed, chain } = by;
  const [, opens = 0, closes = 0, rest = 0] = kept.byteRange;
  const place = { bytes: await readKept(files, kept.sha256), byteRange: [0, opens, closes, rest] as const };
  const attributes = fromBase64(kept.attributes);
  const prepared = { place, attributes, algorithm: algorithmNames[signed.algorithm], hash: kept.hash };
  try {
    // The root stays at home: whoever verifies has it or must not take it from here.
    const made = { certificate, signature: signatureOf(certificate, signed), chain: chain.slice(1, -1) };
    const timestamp = stampBy(config);
    const stamped = timestamp && embed(prepared, { ...made, timestamp });
    // A signature whose PIN was typed is not lost to a stamp that cannot be had: it is then B-B instead of B-T.
    const unstamped = (error: unknown) => {
      config.log.warn({ err: error }, 'signed without time stamp');
      return embed(prepared, made);
    };
    return await (stamped?.catch(unstamped) ?? embed(prepared, made));
  } catch (cause) {
    if (cause instanceof PkiError) throw new Refusal('signature.invalid', {}, { cause });
    throw cause;
  }
}

/** Cards and JOSE write ECDSA as r‖s, CMS in DER. */
function signatureOf(certificate: Certificate, signed: Signed): Uint8Array {
  const raw = fromBase64(signed.signature);
  const key = describeKey(certificate.spki);
  return key.type === 'ec' ? ecdsaToDer(raw, COORDINATE_LENGTH[key.curve]) : raw;
}

/** The path was judged a moment ago; here the bytes speak. */
async function assertWellSigned({ config }: Office, pdf: Uint8Array): Promise<void> {
  const how = {
    validate: () => ({ trusted: true }) as const,
    validateStamp: validateStamp(config),
    now: config.now(),
  };
  const reports = await verifyPdf(pdf, how);
  if (!isWellSigned(reports)) throw new Refusal('signature.invalid', {}, { cause: reports[0]?.fault });
}
