import { createHash } from 'node:crypto';
import { useOf } from '@kaika/card/slot';
import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { Facts } from '@kaika/look/facts';
import type { Language } from '@kaika/look/language';
import type { Certificate } from '@kaika/pki/certificate';
import { describeKey } from '@kaika/pki/key';
import { formatName } from '@kaika/pki/name';
import { certificatePoliciesOf } from '@kaika/pki/policy';
import { extKeyUsageOf, keyUsageOf, PURPOSE } from '@kaika/pki/usage';
import type { SlotCertificate } from '../holding/holding.ts';
import { managerWords } from './words.ts';

/** Everything a person may want to know of a certificate. */
export function CertificatePage(props: {
  readonly language: Language;
  readonly one: SlotCertificate;
  /** Where the same is given as a file. */
  readonly download: string;
}) {
  const { language, one } = props;
  const words = managerWords(language);
  const { certificate } = one;
  return (
    <>
      <h1>
        {words.certificateTitle}
        {language === 'en' ? ': ' : '：'}
        {words.uses[useOf(one.slot)]}
      </h1>
      <Facts
        items={[
          { term: words.subject, value: formatName(certificate.subject) },
          { term: words.issuer, value: formatName(certificate.issuer) },
          { term: words.serial, value: <code>{certificate.serialNumber}</code> },
          {
            term: words.validity,
            value: dateRange(certificate.notBefore, certificate.notAfter, language),
          },
          { term: words.key, value: keyText(certificate) },
          { term: words.keyUsage, value: usageText(certificate, language) },
          { term: words.policies, value: policyText(certificate, language) },
          { term: words.print, value: <code>{fingerprint(certificate.der)}</code> },
        ]}
      />
      <div class="actions">
        <LinkButton href={props.download} download>
          {words.download}
        </LinkButton>
        <LinkButton look="second" href="/">
          {words.back}
        </LinkButton>
      </div>
    </>
  );
}

/** SHA-256 in hexadecimal, in groups of four. */
export function fingerprint(der: Uint8Array): string {
  return createHash('sha256')
    .update(der)
    .digest('hex')
    .replace(/.{4}(?=.)/g, '$& ');
}

function keyText({ spki }: Certificate): string {
  const key = describeKey(spki);
  if (key.type === 'rsa') return `RSA-${key.bits}`;
  return key.type === 'ec' ? key.curve : key.type;
}

function usageText(certificate: Certificate, language: Language): string {
  const purposes = [...(extKeyUsageOf(certificate) ?? [])].map((oid) => purposeNames.get(oid) ?? oid);
  return listed([...(keyUsageOf(certificate) ?? []), ...purposes], language);
}

function policyText(certificate: Certificate, language: Language): string {
  const policies = certificatePoliciesOf(certificate) ?? [];
  if (policies.length === 0) return '—';
  return listed(
    policies.map(({ oid }) => oid),
    language,
  );
}

function listed(items: readonly string[], language: Language): string {
  return items.join(language === 'en' ? ', ' : '、');
}

/** By the standards' own words. */
const purposeNames = new Map<string, string>(Object.entries(PURPOSE).map(([name, oid]) => [oid, name]));
