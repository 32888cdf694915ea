import type { Actor, Attachment, Case, Content, Firm } from './case.ts';
import { newCase } from './draft.ts';
import type { AttachmentKind, SourceKind } from './kind.ts';

/** A whole and right case for tests: an increase in cash of 4,000,000 by 400,000 shares at 10. */
export const sampleContent: Content = {
  company: {
    name: '範例科技股份有限公司',
    form: 'stock',
    ubn: '04595257',
    precheck: '',
    address: '臺北市中正區範例路一段1號',
    representative: '範例代表人',
  },
  contact: { name: '範例聯絡人', mail: 'contact@example.invalid', phone: '02-0000-0000' },
  kind: 'increase',
  baseDate: '2026-11-10',
  capitalBefore: 1_000_000,
  capitalAfter: 5_000_000,
  shares: 400_000,
  priceCents: 1000,
  premium: 0,
  sources: [
    {
      kind: 'cash',
      amount: 4_000_000,
      note: '',
      statement: [
        {
          role: 'director',
          name: '股東甲',
          holders: 1,
          shares: 300_000,
          amount: 3_000_000,
          date: '2026-11-09',
        },
        {
          role: 'others',
          name: '其他股東',
          holders: 40,
          shares: 100_000,
          amount: 1_000_000,
          date: '2026-11-09',
        },
      ],
    },
  ],
  attachments: [sampleAttachment('bank-proof', 'cash')],
  cpas: [{ name: '範例會計師', registration: '臺省會證字第0001號' }],
  reportDate: '2026-11-20',
  reportText: '業經查核，足以允當表達。',
};

export const sampleFirm: Firm = { oid: '2.16.886.101.90028.1', name: '範例會計師事務所', ubn: '12345675' };
export const sampleToday = '2026-11-21';
export const sampleNow = new Date('2026-11-21T02:00:00Z');

export const firmActor: Actor = {
  role: 'firm',
  id: 'sub-firm',
  name: sampleFirm.name,
  orgOid: sampleFirm.oid,
  cardNumber: 'XC00000000000001',
};
export const examinerActor: Actor = {
  role: 'examiner',
  id: 'sub-examiner',
  name: '範例審查機關',
  orgOid: '2.16.886.101.20003',
  cardNumber: 'XC00000000000009',
};

export function sampleAttachment(kind: AttachmentKind, source: SourceKind | null): Attachment {
  const id = `00000000-0000-4000-8000-${kind.length.toString().padStart(12, '0')}`;
  return {
    id,
    kind,
    source,
    name: `${kind}.pdf`,
    type: 'application/pdf',
    bytes: 10,
    sha256: 'ab'.repeat(32),
  };
}

export function sampleCase(over: Partial<Case> = {}): Case {
  const id = '11111111-1111-4111-8111-111111111111';
  const { next } = newCase(firmActor, sampleFirm, { id, now: sampleNow });
  return { ...next, content: sampleContent, ...over };
}
