import { asset } from './asset.ts';
import { base } from './style/base.ts';
import { content } from './style/content.ts';
import { form } from './style/form.ts';
import { layout } from './style/layout.ts';
import { print } from './style/print.ts';
import { table } from './style/table.ts';
import { tokenSheet } from './tokens.ts';

/** The one stylesheet of all pages. Each app serves it at its `path`, `/look.css`. */
export const stylesheet = asset(
  '/look.css',
  'text/css; charset=utf-8',
  [tokenSheet(), base, layout, form, content, table, print].join('\n'),
);
