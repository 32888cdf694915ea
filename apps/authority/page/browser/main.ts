/** The browser module of the authority's pages: each page says by an id what it needs. */
import { enhance } from '@kaika/look/enhance';
import { activatePage } from './activate.ts';
import { checkPage } from './check.ts';
import { producePage } from './produce.ts';
import { signInPage } from './sign-in.ts';

const pages: Readonly<Record<string, (root: HTMLElement) => void>> = {
  activate: activatePage,
  check: checkPage,
  produce: producePage,
  'sign-in': signInPage,
};

enhance(document);
for (const [id, begin] of Object.entries(pages)) {
  const root = document.getElementById(id);
  if (root) begin(root);
}
