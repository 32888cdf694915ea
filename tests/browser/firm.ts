/** A firm that applies, as somebody would fill in the form, and the secrets its people choose. */
export type Firm = {
  readonly name: string;
  readonly ubn: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactMail: string;
  readonly contactPhone: string;
  readonly userCode: string;
  readonly pin: string;
};

/** Sample firms; `ubn` passes its check. */
export const firms = {
  chinese: firm('範例聯合會計師事務所', '12345675', { userCode: 'Kai-8Kax', pin: 'k4Tz-9Qm' }),
  english: firm('範例國際會計師事務所', '04595257', { userCode: 'zQ7-mango', pin: 'Rv7.pL2x' }),
  failing: firm('範例測試會計師事務所', '22099131', { userCode: 'Wx4.tulip', pin: 'w8Hd+3Ns' }),
} as const satisfies Readonly<Record<string, Firm>>;

function firm(name: string, ubn: string, secrets: Pick<Firm, 'userCode' | 'pin'>): Firm {
  return {
    ...{ name, ubn, ...secrets },
    address: '臺北市信義區範例路二段2號',
    contactName: '範例聯絡人',
    contactMail: 'contact@firm.example',
    contactPhone: '02-1234-5678',
  };
}
