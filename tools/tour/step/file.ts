import { isWellSigned, verifyPdf } from '@kaika/document/verify';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { validatePath } from '@kaika/pki/path';
import { PURPOSE } from '@kaika/pki/usage';
import { type Fields, find, type Visitor } from '../visitor.ts';
import type { Proof, Walk } from '../walk.ts';
import { applicant } from './apply.ts';
import { signInWithCard } from './login.ts';

const contact = {
  contactName: '巡禮聯絡人',
  contactMail: 'contact@tour.example',
  contactPhone: '02-0000-0000',
};
const capital = {
  kind: 'increase',
  capitalBefore: '1000000',
  capitalAfter: '5000000',
  shares: '400000',
  price: '10',
};
const statement = [
  { role: 'director', name: '股東甲', holders: '1', shares: '300000', amount: '3000000' },
  { role: 'others', name: '其他股東', holders: '40', shares: '100000', amount: '1000000' },
] as const;

/** The firm files a capital attestation: sums checked, report signed with the card (PAdES), receipt; the examiner accepts. */
export async function file(walk: Walk): Promise<Proof> {
  const { origins, found, desk, visitor, person } = walk;
  const firm = found.visitor;
  if (!firm) throw new Error('nobody is logged in');
  const home = await fill(walk, firm);
  await sign(walk, firm, home);
  const submitted = await firm.send(`${home}/submit`, {});
  const receiptFile = find(submitted, /href="(\/case\/[\w-]+\/receipt\/[\w.-]+\.pdf)"/, 'the receipt');
  const receipt = await firm.load(`${origins.filing}${receiptFile}`);
  const report = await firm.load(`${home}/report.pdf`);
  const signature = await verifyReport(walk, report);

  const { pin, role } = await person('examiner');
  await desk.insert(role);
  const examiner = visitor();
  const opened = await examiner.read(`${origins.filing}/login`);
  await signInWithCard(walk, { person: examiner, pin, at: opened.url });
  await examiner.send(`${home}/examine`, {});
  await examiner.send(`${home}/decide`, { decision: 'accept', reason: '' });
  const list = await firm.read(`${origins.filing}/case?state=accepted`);
  if (!list.text.includes(found.caseId))
    throw new Error('the firm\u2019s list does not show the case as accepted');
  return {
    what: 'Filed: report signed with the card, receipt sealed, accepted by the examiner',
    facts: {
      'signed PDF': `${home}/report.pdf`,
      ...signature,
      receipt: `${receipt.length} bytes of PDF`,
      case: `${home} (accepted)`,
    },
  };
}

async function fill({ origins, found, now }: Walk, firm: Visitor): Promise<string> {
  const today = now().toISOString().slice(0, 10);
  const before = new Date(now().getTime() - 10 * 86_400_000).toISOString().slice(0, 10);
  const begun = await firm.send(`${origins.filing}/case`, {});
  found.caseId = /\/case\/([\w-]+)/.exec(begun.url)?.[1] ?? '';
  const home = `${origins.filing}/case/${found.caseId}`;
  const step = async (name: string, fields: Fields) => {
    const { status } = await firm.send(`${home}/${name}`, fields);
    if (status >= 400) throw new Error(`the step ${name} was refused: ${status}`);
  };
  const company = {
    name: '巡禮科技股份有限公司',
    form: 'stock',
    ubn: '04595257',
    representative: '巡禮代表人',
  };
  await step('company', { ...company, address: '臺北市中正區巡禮路2號', ...contact });
  await step('capital', { ...capital, baseDate: before });
  await step('source', { 'amount-cash': '4000000' });
  const rows = statement.flatMap((row, index) =>
    Object.entries({ ...row, date: before }).map(([name, value]) => [`${name}-${index}`, value] as const),
  );
  await step('statement/cash', Object.fromEntries(rows));
  await step('attachment', attachment());
  const cpa = { cpaName: '巡禮會計師', cpaRegistration: '臺省會證字第0001號', reportDate: today };
  await step('cpa', { ...cpa, reportText: '', go: 'template' });
  return home;
}

function attachment(): FormData {
  const form = new FormData();
  form.set('kind', 'bank-proof');
  form.set('source', 'cash');
  form.set(
    'file',
    new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'], 'bank.pdf', { type: 'application/pdf' }),
  );
  return form;
}

/** As the signing page does: choose the certificate, let the server prepare, sign with 9C in the agent's window, complete. */
async function sign({ origins, agent }: Walk, firm: Visitor, home: string): Promise<void> {
  const card = agent(origins.filing, { pin: applicant.pin });
  const { certificate } = (await card.certificate('signature')).certificate;
  const { preparation, ...order } = Object(await firm.ask(`${home}/sign/prepare`, { certificate }));
  const signed = await card.sign(order);
  await firm.ask(`${home}/sign/complete`, { preparation, signed });
}

/** Verifies the report as any reader of PDF would: integrity, coverage, and the path to the authority's root. */
async function verifyReport(
  { origins, now, fetch }: Walk,
  pdf: Uint8Array,
): Promise<Readonly<Record<string, string>>> {
  const load = async (name: string) =>
    new Uint8Array(await (await fetch(`${origins.authority}/pki/${name}/1/issuer.cer`)).arrayBuffer());
  const root = await load('root');
  const issuer = parseCertificate(await load('issuing-cards'));
  const reports = await verifyPdf(pdf, {
    now: now(),
    validateStamp: async (certificate: Certificate, others, at) => {
      const anchors = [parseCertificate(root)];
      const intermediates = others.map(parseCertificate);
      const path = await validatePath({
        certificate,
        anchors,
        intermediates,
        at,
        purpose: PURPOSE.timeStamping,
      });
      return path.valid ? { trusted: true } : { trusted: false, reason: path.refusal.code };
    },
    validate: async (certificate: Certificate, _others, at) => {
      const path = await validatePath({
        certificate,
        anchors: [parseCertificate(root)],
        intermediates: [issuer],
        at,
        revocation: { required: false },
        keyUsage: ['nonRepudiation'],
      });
      return path.valid ? { trusted: true } : { trusted: false, reason: path.refusal.code };
    },
  });
  const [signature] = reports;
  if (!isWellSigned(reports) || !signature?.signer) {
    const why =
      signature?.fault ?? (signature?.path.trusted === false ? signature.path.reason : signature?.coverage);
    throw new Error(`the report is not well signed: ${why}`);
  }
  if (signature.stampedAt === undefined) throw new Error('the report bears no trusted time stamp');
  return {
    'signed by': signature.signer.subject,
    'time stamp': `${signature.stampedAt.toISOString()}, PAdES-B-T`,
    'signature path': `${signature.signer.issuer} → root, trusted`,
    'signature covers': `the whole ${signature.coverage}, ${signature.format}`,
  };
}
