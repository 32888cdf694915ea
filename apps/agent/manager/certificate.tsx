import { createHash, createPublicKey } from 'node:crypto';
import { useOf } from '@kaika/card/slot';
import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { Facts } from '@kaika/look/facts';
import type { Language } from '@kaika/look/language';
import type { Certificate } from '@kaika/pki/certificate';
import { formatName } from '@kaika/pki/name';
import { certificatePoliciesOf } from '@kaika/pki/policy';
import { extKeyUsageOf, keyUsageOf } from '@kaika/pki/usage';
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
        {words.certificateTitle}：{words.uses[useOf(one.slot)]}
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
          { term: words.keyUsage, value: usageText(certificate) },
          { term: words.policies, value: policyText(certificate) },
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
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  return [key.asymmetricKeyType?.toUpperCase(), namedCurve ?? modulusLength].filter(Boolean).join(' ');
}

function usageText(certificate: Certificate): string {
  return [...(keyUsageOf(certificate) ?? []), ...(extKeyUsageOf(certificate) ?? [])].join('、');
}

function policyText(certificate: Certificate): string {
  return (certificatePoliciesOf(certificate) ?? []).map(({ oid }) => oid).join('、');
}
