/** The browser module of the authority's pages: each page says by an id what it needs. */
import { enhance } from '@kaika/look/enhance';
import { batchPage } from './batch.ts';
import { checkPage } from './check.ts';
import { keyMakerPage } from './keymaker.ts';
import { keyOpenerPage } from './keyopener.ts';
import { operationPage } from './operation.ts';
import { producePage } from './produce.ts';
import { provingPage } from './proving.ts';
import { signInPage } from './sign-in.ts';
import { viewPage } from './view.ts';
import { chooseBrowser } from './visitor.ts';
import { writePage } from './write.ts';

const pages: Readonly<Record<string, (root: HTMLElement) => void>> = {
  batch: batchPage,
  'card-operation': operationPage,
  check: checkPage,
  'key-maker': keyMakerPage,
  'key-opener': keyOpenerPage,
  produce: producePage,
  proof: provingPage,
  'sign-in': signInPage,
  view: viewPage,
  write: writePage,
};

enhance(document);
chooseBrowser(document);
for (const [id, begin] of Object.entries(pages)) {
  const root = document.getElementById(id);
  if (root) begin(root);
}
