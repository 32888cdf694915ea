import { abroad, type Language } from '@kaika/look/language';
import type { Origins } from '@kaika/wire/house';
import type { ProblemCode } from '@kaika/wire/problem';
import { text } from './text.ts';

type Way = keyof ReturnType<typeof text>['remedies'];

/** Where a refusal can be put right, as a link; undefined where trying again is all there is. */
export function remedyOf(
  code: ProblemCode,
  language: Language,
  origins: Origins,
): { readonly href: string; readonly label: string } | undefined {
  const way = ways[code];
  if (!way) return undefined;
  const to = (address: string) => abroad(address, language);
  const places: Record<Way, string> = {
    activate: to(`${origins.authority}/activate`),
    unlock: to(`${origins.authority}/unlock`),
    resume: to(`${origins.authority}/suspend`),
    apply: to(`${origins.authority}/apply`),
    download: to(`${origins.portal}/download`),
    popup: '/help#popup',
    reader: '/help#reader',
    again: '',
    portal: to(origins.portal),
  };
  return { href: places[way], label: text(language).remedies[way] };
}

const ways: { readonly [Code in ProblemCode]?: Way } = {
  'agent.absent': 'download',
  'agent.too-old': 'download',
  'agent.popup-blocked': 'popup',
  'reader.none': 'reader',
  'reader.no-service': 'reader',
  'card.none': 'reader',
  'card.not-active': 'activate',
  'certificate.on-hold': 'activate',
  'card.suspended': 'resume',
  'card.revoked': 'apply',
  'card.expired': 'apply',
  'card.activation-overdue': 'apply',
  'certificate.revoked': 'apply',
  'certificate.expired': 'apply',
  'pin.blocked': 'unlock',
  'login.nonce-expired': 'portal',
};
