import { toBase64 } from '@kaika/bytes/base64';
import { type Browser, firmClaims, type Stage } from './stage.ts';

export const company = {
  name: '範例科技股份有限公司',
  form: 'stock',
  ubn: '04595257',
  address: '臺北市中正區範例路一段1號',
  representative: '範例代表人',
  contactName: '範例聯絡人',
  contactMail: 'contact@example.invalid',
  contactPhone: '02-0000-0000',
};

/** Fills in a whole case through its pages and answers its id. */
export async function fillCase(firm: Browser): Promise<string> {
  const page = await (await firm.post('/case', {})).text();
  const [, id = ''] = /action="\/case\/([^/]+)\/company"/.exec(page) ?? [];
  const capital = { baseDate: '2026-11-10', capitalBefore: '1,000,000', capitalAfter: '5,000,000' };
  await firm.post(`/case/${id}/company`, company);
  await firm.post(`/case/${id}/capital`, {
    kind: 'increase',
    ...capital,
    shares: '400000',
    price: '10',
    premium: '0',
  });
  await firm.post(`/case/${id}/source`, { 'amount-cash': '4,000,000' });
  const csv =
    '身分,姓名或名稱,人數,股數,金額,繳納或移轉日\n董事,甲,1,300000,3000000,2026-11-09\n其他股東,其他,40,100000,1000000,115/11/09\n';
  await firm.post(`/case/${id}/statement/cash/import`, { file: new Blob([csv]) });
  const file = new Blob(['%PDF-1.7\nproof\n%%EOF\n']);
  await firm.post(`/case/${id}/attachment`, { kind: 'bank-proof', source: 'cash', file });
  const cpas = { cpaName: '範例會計師', cpaRegistration: '臺省會證字第0001號', reportDate: '2026-11-20' };
  await firm.post(`/case/${id}/cpa`, { ...cpas, reportText: '', go: 'template' });
  return id;
}

/** Signs by a card of the firm, from the hash alone. */
export async function signCase(stage: Stage, firm: Browser, id: string): Promise<void> {
  const card = stage.authority.issue(firmClaims.org_oid ?? '');
  const certificate = toBase64(card.certificate.der);
  const order = await (await firm.json(`/case/${id}/sign/prepare`, { certificate })).json();
  const signed = card.signHash(Buffer.from(order.hash, 'base64'));
  const answer = await firm.json(`/case/${id}/sign/complete`, { preparation: order.preparation, signed });
  if (answer.status !== 200) throw new Error(await answer.text());
}
