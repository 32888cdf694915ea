import type { PageContext } from './context.ts';
import { MailCheckPage, MailLinkPage, MailPage, MailWaitingPage, MailWritePage } from './mail.tsx';
import { RenewPage } from './renew.tsx';
import { ReplacePage } from './replace.tsx';

const words = {
  mail: 'office@example.org',
  cardNumber: 'XC00000000000018',
  holder: '示範會計師事務所',
};

/** Writing to a card in use, and the card after it. */
export function laterCardPages(page: (path: string) => PageContext) {
  return {
    mail: MailPage({ page: page('/mail'), values: {}, errors: {} }),
    'mail-errors': MailPage({
      page: page('/mail'),
      values: { mail: 'nowhere' },
      errors: { mail: 'mail.invalid' },
    }),
    'mail-check': MailCheckPage({ page: page('/mail'), mail: words.mail }),
    'mail-waiting': MailWaitingPage({ page: page('/mail/waiting') }),
    'mail-link': MailLinkPage({ page: page('/mail/link/a'), ...words, action: '/mail/link/a' }),
    'mail-write': MailWritePage({ page: page('/mail/link/a'), ...words, secret: 'a', begun: false }),
    'mail-write-again': MailWritePage({ page: page('/mail/link/a'), ...words, secret: 'a', begun: true }),
    renew: RenewPage({ page: page('/renew') }),
    replace: ReplacePage({ page: page('/replace') }),
    'replace-errors': ReplacePage({
      page: page('/replace'),
      values: { cardNumber: 'XC1' },
      errors: { reason: 'replacement.reason-missing', cardNumber: 'card.number-malformed' },
    }),
  };
}
