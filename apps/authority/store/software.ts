import type { Application } from '@kaika/registry/application';
import { type Certificate, isRevocable } from '@kaika/registry/certificate';
import type { Software } from '@kaika/registry/software';
import { requireApplication } from './application.ts';
import { requireCode } from './card.ts';
import { certificatesOfCard } from './certificate.ts';
import type { Reader } from './table.ts';

/** What application numbers look like; card numbers never do. */
export const applicationNumber = /^A\d{15}$/;

/** The certificate that is on no card of an application, the newest where there were several; null where none was issued. */
export async function findSoftware(db: Reader, number: string): Promise<Software | null> {
  if (!applicationNumber.test(number)) return null;
  const certificate = newest((await certificatesOfCard(db, number)).filter(({ der }) => der !== null));
  if (certificate === null) return null;
  return {
    certificate,
    application: await requireApplication(db, number),
    code: await requireCode(db, number),
  };
}

/** Drafts of an application that were never signed. */
export async function draftsOf(db: Reader, number: string): Promise<readonly Certificate[]> {
  return (await certificatesOfCard(db, number)).filter(({ state }) => state === 'drafted');
}

/** Approved applications whose certificate is to be issued, oldest first. */
export async function applicationsToIssue(db: Reader, limit = 100): Promise<readonly Application[]> {
  const rows = await db
    .selectFrom('application')
    .selectAll()
    .where('state', '=', 'approved')
    .where('request', 'is not', null)
    .orderBy('decidedAt')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ noun: 'application', ...row }));
}

/** Numbers under which a certificate issued before that moment waits to be accepted. */
export async function waitingSince(db: Reader, before: Date, limit = 500): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('certificate')
    .select('cardNumber')
    .where('use', '=', 'software')
    .where('state', '=', 'hold')
    .where('notBefore', '<', before)
    .limit(limit)
    .execute();
  return rows.map(({ cardNumber }) => cardNumber);
}

/** The one that is not at its end, which there is at most once; else the latest. */
function newest(certificates: readonly Certificate[]): Certificate | null {
  const [first = null] = certificates.toSorted(
    (left, right) =>
      Number(isRevocable(right)) - Number(isRevocable(left)) ||
      right.notBefore.getTime() - left.notBefore.getTime(),
  );
  return first;
}
