/** The browser module of the authority's pages: each page says by an id what it needs. */
import { enhance } from '@kaika/look/enhance';
import { checkPage } from './check.ts';
import { operationPage } from './operation.ts';
import { producePage } from './produce.ts';
import { provingPage } from './proving.ts';
import { signInPage } from './sign-in.ts';
import { viewPage } from './view.ts';

const pages: Readonly<Record<string, (root: HTMLElement) => void>> = {
  'card-operation': operationPage,
  check: checkPage,
  produce: producePage,
  proof: provingPage,
  'sign-in': signInPage,
  view: viewPage,
};

enhance(document);
for (const [id, begin] of Object.entries(pages)) {
  const root = document.getElementById(id);
  if (root) begin(root);
}
