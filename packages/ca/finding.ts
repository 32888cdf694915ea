/** What a lint found. Only errors keep a draft from being signed. */
export type Finding = {
  readonly code: FindingCode;
  /** Dotted path of the field in the certificate, such as `subject.organizationName`. */
  readonly field: string;
  readonly severity: 'error' | 'warning';
};

export type FindingCode =
  | 'text.not-nfc'
  | 'text.control'
  | 'text.direction'
  | 'text.invisible'
  | 'text.private-use'
  | 'text.noncharacter'
  | 'text.radical'
  | 'text.spacing'
  | 'text.mojibake'
  | 'text.replaced'
  | 'text.empty'
  | 'text.too-long'
  | 'text.encoding'
  | 'serial.length'
  | 'serial.sign'
  | 'serial.entropy'
  | 'version.not-3'
  | 'issuer.empty'
  | 'issuer.mismatch'
  | 'issuer.wrong-kind'
  | 'subject.empty'
  | 'subject.missing'
  | 'subject.not-allowed'
  | 'subject.duplicate'
  | 'subject.country'
  | 'subject.mail'
  | 'validity.order'
  | 'validity.too-long'
  | 'validity.outlives-issuer'
  | 'validity.backdated'
  | 'algorithm.mismatch'
  | 'key.not-allowed'
  | 'key.weak'
  | 'key.duplicate'
  | 'extension.missing'
  | 'extension.unexpected'
  | 'extension.criticality'
  | 'extension.content'
  | 'url.scheme'
  | 'size.too-large';

/** An error: the draft cannot be signed. */
export function fault(code: FindingCode, field: string): Finding {
  return { code, field, severity: 'error' };
}

/** A warning: a person should look, nothing is stopped. */
export function warning(code: FindingCode, field: string): Finding {
  return { code, field, severity: 'warning' };
}

/** Whether any of the findings stops a signature. */
export function hasFault(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
