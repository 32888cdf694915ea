import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { DocumentError } from './error.ts';
import { addPlace, fillPlace } from './place.ts';
import { isWellSigned, type SignatureReport, verifyPdf } from './verify.ts';

const place = { field: 'Signature1', name: 'n', reason: 'r', at: new Date('2026-11-21T00:00:00Z'), room: 64 };
let prepared: Uint8Array;
before(async () => {
  const document = await PDFDocument.create();
  document.addPage([200, 200]);
  prepared = (await addPlace(await document.save({ useObjectStreams: false }), place)).bytes;
});

test('any bytes are no document or a document without a good signature', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      assert.ok(!isWellSigned(await reports(bytes)));
      assert.ok(!isWellSigned(await reports(Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes]))));
    }),
    { numRuns: 100 },
  );
});

test('a document with any byte changed is refused or reported, never accepted, never another error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(prepared.length - 1), fc.nat(255), async (at, value) => {
      const bytes = prepared.slice();
      bytes[at] = value;
      assert.ok(!isWellSigned(await reports(bytes)));
    }),
    { numRuns: 150 },
  );
});

test('what stands in the place may be anything: nothing but a signature counts', async () => {
  const { byteRange } = await addPlace(prepared, { ...place, field: 'Signature2' });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (cms) => {
      const { bytes } = await addPlace(prepared, { ...place, field: 'Signature2' });
      assert.ok(!isWellSigned(await reports(fillPlace({ bytes, byteRange }, cms))));
    }),
    { numRuns: 40 },
  );
});

test('byte ranges that lie are broken: a wider hole, a range beyond the file, another start, too few numbers', async () => {
  const text = Buffer.from(prepared).toString('latin1');
  const [whole = '', opens = '', closes = '', rest = ''] =
    /\/ByteRange \[0 (\d+) (\d+) (\d+)\] */.exec(text) ?? [];
  const lies = [
    [0, Number(opens) - 20, closes, rest],
    [0, opens, closes, Number(rest) + 1],
    [1, opens, closes, rest],
    [0, opens, closes],
    [0, closes, opens, rest],
    [0, opens, closes, Number(rest) - 3],
  ];
  for (const lie of lies) {
    const range = `/ByteRange [${lie.join(' ')}]`.padEnd(whole.length, ' ');
    const [report] = await reports(Buffer.from(text.replace(whole, range.slice(0, whole.length)), 'latin1'));
    assert.equal(report?.coverage, 'broken', lie.join(' '));
  }
});

/** The reports, or none where the bytes are refused as no document. */
async function reports(bytes: Uint8Array): Promise<readonly SignatureReport[]> {
  const how = { validate: () => ({ trusted: true }) as const, now: place.at };
  return verifyPdf(new Uint8Array(bytes), how).catch((error: unknown) => {
    assert.ok(error instanceof DocumentError, String(error));
    return [];
  });
}
