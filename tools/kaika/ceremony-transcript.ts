import { hashOf, type Transcript } from '@kaika/authority/ca/outcome';
import { formatName } from '@kaika/pki/name';
import type { Hierarchy } from './hierarchy.ts';
import type { CeremonyPlan } from './plan.ts';

/** What was held: the plan and its very bytes, what came of it, and when. */
export type Held = {
  readonly plan: CeremonyPlan;
  readonly bytes: Uint8Array;
  readonly hierarchy: Hierarchy;
  readonly sealedWith: 'given' | 'beside' | null;
  readonly now: Date;
};

/** The transcript as data: every certificate and the hash of every file. */
export function transcriptOf(held: Held, files: Transcript['files']): Transcript {
  const { plan, bytes, hierarchy, sealedWith, now } = held;
  const { arc, instance, description, witnesses, keys } = plan;
  return {
    kind: 'kaika-ceremony',
    version: 1,
    at: now.toISOString(),
    witnesses: [...witnesses],
    plan: { file: 'plan.yaml', sha256: hashOf(bytes) },
    arc,
    instance,
    description,
    keys: { store: keys.store, sealedWith },
    software: { kaika: '0.1.0', node: process.version },
    certificates: hierarchy.certificates.map(
      ({ name, profile, issuer, key, keyKind, certificate, findings }) => ({
        name,
        profile,
        issuer,
        key,
        keyKind,
        subject: formatName(certificate.subject),
        serial: certificate.serialNumber,
        notBefore: certificate.notBefore.toISOString(),
        notAfter: certificate.notAfter.toISOString(),
        sha256: hashOf(certificate.der),
        keySha256: hashOf(certificate.spki),
        file: `certificate/${name.replaceAll('/', '-')}.cer`,
        lint: { before: 'passed' as const, after: findings.map(({ field, code }) => `${field} ${code}`) },
      }),
    ),
    files: [...files],
  };
}

/** The transcript as people read it aloud. */
export function tellTranscript(said: Transcript): string {
  const { at, witnesses, plan, keys, certificates, files, software, arc } = said;
  const sealed = {
    given: '，以提供的加密金鑰封存 sealed with a given key',
    beside: '，加密金鑰在同一資料夾 key-encryption key beside them',
  };
  return [
    '金鑰產製典禮紀錄 Key ceremony transcript',
    `時間 time: ${at}`,
    `見證 witnesses: ${witnesses.join('、')}`,
    `計畫書 plan: SHA-256 ${plan.sha256}`,
    `物件識別碼 arc: ${arc}`,
    `金鑰 keys: ${keys.store}${keys.sealedWith === null ? '' : sealed[keys.sealedWith]}`,
    `軟體 software: kaika ${software.kaika}, Node ${software.node}`,
    '',
    ...certificates.flatMap((one) => [
      one.name,
      `  主體 subject     ${one.subject}`,
      `  簽發者 issuer    ${one.issuer}`,
      `  序號 serial      ${one.serial}`,
      `  效期 validity    ${one.notBefore} – ${one.notAfter}`,
      `  金鑰 key         ${one.keyKind}, ${one.key}, SHA-256 ${one.keySha256}`,
      `  憑證 certificate SHA-256 ${one.sha256}`,
      `  檢查 lint        簽署前 before: ${one.lint.before}；簽署後 after: ${one.lint.after.join(', ') || 'passed'}`,
      '',
    ]),
    ...files.map(({ path, sha256 }) => `${sha256}  ${path}`),
  ].join('\n');
}
