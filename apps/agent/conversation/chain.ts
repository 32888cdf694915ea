import { type Certificate, isSignedBy } from '@kaika/pki/certificate';
import { basicConstraintsOf } from '@kaika/pki/constraint';
import { sameName } from '@kaika/pki/name';
import { keyUsageOf } from '@kaika/pki/usage';

/**
 * Checks that `between`, in order, lead from a certificate to an installed root: names, signatures, dates, CA rights. A plain
 * order is asked of the sender, so nothing has to be searched. Throws where they do not.
 */
export function findChain(
  leaf: Certificate,
  order: { readonly between: readonly Certificate[]; readonly root: Certificate; readonly now: Date },
): void {
  const issuers = order.between.filter((one) => one.serialNumber !== order.root.serialNumber);
  let certificate = leaf;
  for (const issuer of [...issuers, order.root]) {
    expectValid(certificate, order.now);
    expectCa(issuer);
    if (!sameName(certificate.issuer, issuer.subject)) throw new Error('the chain is broken');
    if (!isSignedBy(certificate, issuer.spki)) throw new Error('a signature of the chain is wrong');
    certificate = issuer;
  }
  expectValid(order.root, order.now);
}

function expectValid(certificate: Certificate, now: Date): void {
  if (now < certificate.notBefore || now > certificate.notAfter) throw new Error('a date of the chain');
}

function expectCa(certificate: Certificate): void {
  if (basicConstraintsOf(certificate)?.ca !== true) throw new Error('an issuer is no CA');
  if (keyUsageOf(certificate)?.has('keyCertSign') === false) throw new Error('an issuer may not sign');
}
