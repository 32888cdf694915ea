import { Badge, type BadgeTone } from '@kaika/look/badge';
import type { Language } from '@kaika/look/language';
import type { CardState } from '@kaika/wire/cardstatus';
import { type CertificateStatus, type CertificateUse, statusText } from './text/status.ts';

/** 有效, 停用, 廢止 … */
export function CertificateBadge(props: {
  readonly status: CertificateStatus;
  readonly language: Language;
  /** one that is on no card waits to be accepted, not to be activated */
  readonly use?: CertificateUse | undefined;
}) {
  const { certificate, unaccepted } = statusText[props.language];
  const waits = props.use === 'software' && props.status === 'hold';
  return <Badge tone={certificateTone[props.status]}>{waits ? unaccepted : certificate[props.status]}</Badge>;
}

/** 已製卡, 使用中, 廢止 … */
export function CardBadge(props: { readonly state: CardState; readonly language: Language }) {
  return <Badge tone={cardTone[props.state]}>{statusText[props.language].card[props.state]}</Badge>;
}

const certificateTone: Readonly<Record<CertificateStatus, BadgeTone>> = {
  good: 'good',
  hold: 'hold',
  suspended: 'hold',
  superseded: 'plain',
  revoked: 'bad',
  expired: 'plain',
};

const cardTone: Readonly<Record<CardState, BadgeTone>> = {
  produced: 'busy',
  shipped: 'busy',
  active: 'good',
  suspended: 'hold',
  revoked: 'bad',
  expired: 'plain',
  incomplete: 'bad',
  lost: 'bad',
  destroyed: 'plain',
  replaced: 'plain',
};
