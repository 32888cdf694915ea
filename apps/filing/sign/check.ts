import { type SignatureReport, verifyPdf } from '@kaika/document/verify';
import type { Office } from '../office.ts';
import type { Case } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import { readKept } from '../store/file.ts';
import { judgeLater, organisationOf, type SignerVerdict, validateStamp } from './signer.ts';

export type CheckedSignature = {
  readonly report: SignatureReport;
  readonly status: SignerVerdict['status'];
  readonly sameOrganisation: boolean;
};

/** `altered`: names of attachments whose bytes are not those of the manifest. */
export type PaperCheck = {
  readonly signatures: readonly CheckedSignature[];
  readonly altered: readonly string[];
};

/** Verifies the signed report of a case from its bytes, and its attachments against it. Throws `case.unsigned`. */
export async function checkPaper(office: Office, held: Case): Promise<PaperCheck> {
  const { report } = held;
  if (report === null) throw new Refusal('case.unsigned');
  const pdf = await readKept(office.files, report.sha256);
  const verdicts = new Map<string, SignerVerdict>();
  const reports = await verifyPdf(pdf, {
    now: report.signedAt,
    validateStamp: validateStamp(office.config),
    validate: async (certificate, others, at) => {
      const verdict = await judgeLater(certificate, { others, at }, office.config);
      verdicts.set(certificate.serialNumber, verdict);
      return verdict.path;
    },
  });
  const signatures = reports.map((one): CheckedSignature => {
    const { signer } = one;
    const status = verdicts.get(signer?.serialNumber ?? '')?.status ?? 'unknown';
    const sameOrganisation = signer !== null && organisationOf(signer.certificate) === held.firm.oid;
    return { report: one, status, sameOrganisation };
  });
  return { signatures, altered: await listAltered(office, held) };
}

/** Reading checks each file's hash, so one that reads is what the report names. */
async function listAltered(office: Office, held: Case): Promise<readonly string[]> {
  const altered: string[] = [];
  for (const { sha256, name } of held.content.attachments) {
    await readKept(office.files, sha256).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      altered.push(name);
    });
  }
  return altered;
}
