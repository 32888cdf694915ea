import { test } from 'node:test';
import { PkiError } from './error.ts';
import { wideInputs } from './wide.example.ts';

for (const { kind, read } of wideInputs(20_000)) {
  // Were any of it quadratic, this many parts would take minutes; `npm run bench hostile` measures it.
  test(`twenty thousand parts end soon, read or refused with a code: ${kind}`, { timeout: 20_000 }, () => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PkiError)) throw error;
    }
  });
}
