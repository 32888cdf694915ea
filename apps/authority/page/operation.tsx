import { LinkButton } from '@kaika/look/button';
import { Notice } from '@kaika/look/notice';
import { operations, operationsTitle } from '@kaika/look/operation';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { OperationList } from './home.tsx';
import { path } from './path.ts';
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
    </HolderFrame>
  );
}

export type OperationView = {
  readonly page: PageContext;
  /** id of an operation of `@kaika/look/operation` whose own page is not open yet */
  readonly operation: string;
};

/** `GET /{operation}` for an operation in preparation: what it is for, and the way meanwhile. */
export function OperationPage({ page, operation }: OperationView) {
  const t = operationText[page.language];
  const label = operations(page.language).find((item) => item.id === operation)?.label ?? operation;
  const words = t.words[operation];
  return (
    <HolderFrame page={page} title={label} section="operations" operation={operation}>
      <h1>{label}</h1>
      <p class="lead">{words?.does}</p>
      <Notice language={page.language} kind="info" title={t.notYet}>
        <p>{t.notYetText}</p>
      </Notice>
      <h2>{t.meanwhile}</h2>
      <p>{words?.meanwhile}</p>
      <p>
        <LinkButton href={path.operations} look="second">
          {t.back}
        </LinkButton>
      </p>
    </HolderFrame>
  );
}
