import { AcceptPage, BundlePage, ContentPage, ProvePage } from './accept.tsx';
import { ApplyPage } from './apply.tsx';
import type { PageContext } from './context.ts';

/** The pages of certificates that are on no card, with plain demonstration data. */
export function softwarePages(page: (path: string) => PageContext): Readonly<Record<string, unknown>> {
  const number = 'A202611210000001';
  const challenge = `kaika challenge ${number} 1795240000 AAAAAAAAAAAAAAAA BBBB`;
  const at = new Date('2026-11-21T06:05:09Z');
  return {
    'apply-software': ApplyPage({
      page: page('/apply/software'),
      values: {},
      errors: { request: 'csr.missing' },
      documents: [],
      software: true,
      token: 'A'.repeat(43),
    }),
    accept: AcceptPage({ page: page('/accept'), number }),
    'accept-prove': ProvePage({
      page: page('/accept'),
      number,
      challenge,
      errors: {},
      problem: { code: 'acceptance.proof-failed' },
    }),
    'accept-content': ContentPage({
      page: page('/accept/content'),
      number,
      subject: 'C=TW, O=示範會計師事務所, CN=示範會計師事務所',
      issuer: 'C=TW, CN=示範憑證管理中心',
      serial: '01ab',
      notBefore: at,
      notAfter: new Date('2029-11-20T06:05:09Z'),
      keyType: 'P-256',
      keyId: '0'.repeat(64),
      organisation: '1.3.6.1.4.1.32473.1.1.1',
      errors: { decision: 'field.required' },
    }),
    'accept-bundle': BundlePage({ page: page('/accept/bundle'), serial: '01ab' }),
  };
}
