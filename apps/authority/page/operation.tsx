import { operationsTitle } from '@kaika/look/operation';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { NewCardList, OperationList } from './home.tsx';
import { operationText } from './text/operation.ts';

export type OperationsView = { readonly page: PageContext };

/** `GET /operations`: all thirteen. */
export function OperationsPage({ page }: OperationsView) {
  const t = operationText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <h2 class="visually-hidden">{operationsTitle[page.language]}</h2>
      <OperationList language={page.language} />
      <NewCardList language={page.language} />
    </HolderFrame>
  );
}
