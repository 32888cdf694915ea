import { find } from '../visitor.ts';
import type { Proof, Walk } from '../walk.ts';

/** What the applicant of the tour chooses and later types. Exists in demo mode only. */
export const applicant = {
  name: '巡禮會計師事務所',
  ubn: '12345675',
  userCode: 'Tour-26',
  pin: '274951',
} as const;

/** A CPA firm applies on the authority's site; a wrong 統一編號 is pointed at and nothing typed is lost. */
export async function apply({ origins, visitor, found }: Walk): Promise<Proof> {
  const url = `${origins.authority}/apply`;
  const person = visitor();
  await person.read(url);
  const fields = {
    kind: 'professional',
    name: applicant.name,
    ubn: applicant.ubn,
    address: '臺北市中正區巡禮路1號',
    contactName: '巡禮聯絡人',
    contactMail: 'contact@tour.example',
    contactPhone: '02-0000-0000',
  };
  const refused = await person.send(url, { ...fields, ubn: '12345678' });
  if (refused.status !== 422 || !refused.text.includes(applicant.name)) {
    throw new Error('a wrong Unified Business Number was not refused, or what was typed was lost');
  }
  await person.send(url, fields);
  const secrets = { userCode: applicant.userCode, userCodeAgain: applicant.userCode, terms: 'yes' };
  const sent = await person.send(url, { ...fields, ...secrets, step: 'send' });
  found.application = find(sent, /progress\?number=([\w-]+)/, 'the application number');
  const progress = await person.send(`${origins.authority}/progress`, {
    number: found.application,
    ubn: applicant.ubn,
  });
  if (!progress.text.includes(applicant.name))
    throw new Error('the progress query does not find the application');
  return {
    what: 'Applied; a wrong business number was refused and nothing typed was lost',
    facts: { application: found.application, organisation: applicant.name },
  };
}
