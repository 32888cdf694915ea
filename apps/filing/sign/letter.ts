import type { Case } from '../rule/case.ts';
import type { Letter } from '../store/case.ts';
import { examineWords } from '../word/examine.ts';
import { nouns } from '../word/noun.ts';

/** What the firm is told when its case moves: in both languages, without anything secret. Undefined without address. */
export function letterAbout(held: Case, origin: string): Letter | undefined {
  const recipient = held.content.contact.mail;
  if (recipient === '') return undefined;
  const number = held.number ?? held.content.company.name;
  const parts = (['zh-TW', 'en'] as const).map((language) =>
    examineWords(language).mail.text({
      firm: held.firm.name,
      number,
      company: held.content.company.name,
      state: nouns(language).state[held.state],
      reason: held.reason ?? '',
      link: `${origin}/case/${held.id}`,
    }),
  );
  const subject = examineWords('zh-TW').mail.subject(number, nouns('zh-TW').state[held.state]);
  return { recipient, subject, text: parts.join('\n\n――――――\n\n') };
}
