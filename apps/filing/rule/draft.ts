import type { Actor, Case, Change, Content, Firm } from './case.ts';

/** A case with nothing in it yet. `id` is a UUID. */
export function newCase(by: Actor, firm: Firm, at: { readonly id: string; readonly now: Date }): Change {
  const next: Case = { ...blank(firm, at), content: emptyContent };
  return { next, event: { caseId: at.id, at: at.now, by, what: 'case.created', detail: {} } };
}

/**
 * A new draft with the company, contact, CPAs, kind and sources of another case of the firm. Amounts start from where the
 * old case ended; statements, attachments, dates and text belong to the old event and stay with it.
 */
export function copyCase(by: Actor, old: Case, at: { readonly id: string; readonly now: Date }): Change {
  const kind = old.content.kind === 'establishment' ? 'increase' : old.content.kind;
  const content: Content = {
    ...emptyContent,
    company: old.content.company,
    contact: old.content.contact,
    cpas: old.content.cpas,
    kind,
    capitalBefore: old.content.capitalAfter,
    capitalAfter: old.content.capitalAfter,
    priceCents: old.content.priceCents,
  };
  const next: Case = { ...blank(old.firm, at), content };
  const detail = { from: old.number ?? old.id };
  return { next, event: { caseId: at.id, at: at.now, by, what: 'case.copied', detail } };
}

export const emptyContent: Content = {
  company: { name: '', form: 'stock', ubn: '', precheck: '', address: '', representative: '' },
  contact: { name: '', mail: '', phone: '' },
  kind: 'establishment',
  baseDate: '',
  capitalBefore: 0,
  capitalAfter: 0,
  shares: 0,
  priceCents: 1000,
  premium: 0,
  sources: [],
  attachments: [],
  cpas: [],
  reportDate: '',
  reportText: '',
};

function blank(firm: Firm, at: { readonly id: string; readonly now: Date }): Omit<Case, 'content'> {
  return {
    id: at.id,
    number: null,
    version: 0,
    state: 'draft',
    firm,
    report: null,
    reason: null,
    createdAt: at.now,
    changedAt: at.now,
    submittedAt: null,
  };
}
