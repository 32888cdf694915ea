import { fromBase64 } from '@kaika/bytes/base64';
import { draftCertificate } from '@kaika/ca/draft';
import { crlScopeOf } from '@kaika/ca/issuer';
import { approveDraft, type LintedDraft } from '@kaika/ca/lint';
import { signDraft } from '@kaika/ca/sign';
import { nameOf } from '@kaika/pki/name';
import { parseRequest } from '@kaika/pki/request';
import { type Application, isForSoftware, markIssued, startIssuing } from '@kaika/registry/application';
import { type Certificate, issue, lose, draft as recordDraft } from '@kaika/registry/certificate';
import { type Change, system } from '@kaika/registry/change';
import { type Organisation, organisationKinds } from '@kaika/registry/organisation';
import { chooseCode, defaultCodeTries, resetCode } from '@kaika/registry/usercode';
import type { Context } from '../context.ts';
import { path } from '../page/path.ts';
import { requireApplication } from '../store/application.ts';
import { findCode } from '../store/card.ts';
import { findCertificate } from '../store/certificate.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { act } from '../store/save.ts';
import { applicationsToIssue, draftsOf } from '../store/software.ts';
import type { Trx } from '../store/table.ts';
import { keyIdOf } from './issue.ts';

/** Days a certificate on no card lives; the profile admits no more. */
const lifeDays = 3 * 365;
/** A draft this old has lost the process that was to sign it. */
const lostMs = 5 * 60_000;

/** Issues what was approved and is not there yet: right after the approval, and every minute for what a kill left behind. */
export async function issueDueSoftware(context: Context): Promise<void> {
  for (const { number } of await applicationsToIssue(context.db)) {
    await issueSoftware(context, number).catch((error: unknown) =>
      context.log.error({ err: error, application: number }, 'issuing'),
    );
  }
}

/**
 * The certificate of an approved request, on hold until its holder accepts it: drafted, linted, recorded, signed, recorded, and the
 * contact told. Several processes may try: the application's version admits one of them.
 * Throws CaError `draft.findings`.
 */
export async function issueSoftware(context: Context, number: string): Promise<void> {
  const linted = await act(context.db, async (trx) => {
    const application = await requireApplication(trx, number);
    if (application.state !== 'approved' || !isForSoftware(application)) return nothing;
    const drafts = await draftsOf(trx, number);
    const now = context.now();
    if (drafts.some(({ since }) => now.getTime() - since.getTime() < lostMs)) return nothing;
    const lost = drafts.map((one) => lose(one, system, now));
    const { draft, record } = await draftFor(context, trx, application);
    return { changes: [...lost, startIssuing(application, system, now), record], answer: draft };
  });
  if (linted === null) return;
  const { der, serialNumber } = await signDraft(linted, context.ca.signer('issuing-software'));
  await act(context.db, async (trx) => finish(context, trx, { number, serial: serialNumber, der }));
}

const nothing = { changes: [], answer: null } as const;

async function finish(
  context: Context,
  trx: Trx,
  { number, serial, der }: { readonly number: string; readonly serial: string; readonly der: Uint8Array },
) {
  const now = context.now();
  const application = await requireApplication(trx, number);
  const record = await findCertificate(trx, serial);
  if (record === null) throw new Error('a draft vanished');
  const { userCodeHash: hash, contactName: name, contactMail: to } = application;
  const known = await findCode(trx, number);
  const maxTries = context.config.codeTries ?? defaultCodeTries;
  const code =
    known === null
      ? chooseCode({ cardNumber: number, hash, maxTries }, system, now)
      : resetCode(known, hash, { by: system, now });
  const href = `${context.config.origins.authority}${path.accept}?number=${number}`;
  await context.enqueue(trx, { to, about: 'software-issued', values: { number, name, href } });
  return {
    changes: [issue(record, der, { by: system, now }), markIssued(application, system, now), code],
    answer: undefined,
  };
}

type Drafted = { readonly draft: LintedDraft; readonly record: Change<Certificate> };

async function draftFor(
  context: Context,
  trx: Trx,
  application: Application & { readonly request: string },
): Promise<Drafted> {
  const { ca } = context;
  const now = wholeSecond(context.now());
  const { spki } = parseRequest(fromBase64(application.request));
  const organisation = await requireOrganisation(trx, application.organisation ?? '');
  const issuer = ca.authority('issuing-software').issuer;
  const { number } = application;
  const holders = await keyHolders(trx, keyIdOf(spki));
  const notAfter = new Date(now.getTime() + lifeDays * 86_400_000 - 1000);
  const draft = approveDraft(
    draftCertificate(
      { ...wordsOf(context, organisation), publicKey: spki, notBefore: now, notAfter },
      ca.profiles.software,
      issuer,
    ),
    { now, isDuplicate: () => holders.some(({ cardNumber }) => cardNumber !== number) },
  );
  const scope = crlScopeOf(issuer, Buffer.from(draft.serialNumber, 'hex'));
  const about = {
    serial: draft.serialNumber,
    generation: ca.generation('issuing-software'),
    use: 'software',
    cardNumber: number,
    organisation: organisation.oid,
    subject: organisation.name,
    keyId: keyIdOf(spki),
    tbs: draft.tbs,
    shard: scope === 'complete' ? 0 : scope,
    notBefore: now,
    notAfter,
  } as const;
  return { draft, record: recordDraft(about, system, now) };
}

/** What the certificate says of its holder: what was reviewed, never what the request says. */
function wordsOf({ ca }: Context, { name, oid, kind }: Organisation) {
  return {
    serial: ca.drawSerial(),
    subject: nameOf(['C', ca.description.country], ['O', name], ['CN', name]),
    organisation: { oid, kind: ca.arc.organisationKinds[organisationKinds.indexOf(kind)] ?? ca.arc.root },
  };
}

async function keyHolders(trx: Trx, keyId: string) {
  return trx.selectFrom('certificate').select('cardNumber').where('keyId', '=', keyId).execute();
}

function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
