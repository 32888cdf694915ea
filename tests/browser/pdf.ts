import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/** The link leads to a PDF, as the browser gets it with its session. */
export async function assertPdf(link: Locator): Promise<void> {
  const { type, start, length } = await link.first().evaluate(async (element) => {
    const response = await fetch(element instanceof HTMLAnchorElement ? element.href : '');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const start = new TextDecoder('latin1').decode(bytes.subarray(0, 5));
    return { type: response.headers.get('content-type'), start, length: bytes.length };
  });
  assert.equal(type, 'application/pdf');
  assert.equal(start, '%PDF-');
  assert.ok(length > 5000, `${length} bytes`);
}
