import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPicture, pictureNames } from './picture.ts';
import { remedyText } from './text/remedy.ts';

test('every picture is a well-formed drawing in both languages, and shown by a remedy', () => {
  const shown = new Set(
    Object.values(remedyText.en).flatMap((remedies) => remedies.map(({ picture }) => picture)),
  );
  for (const name of pictureNames) {
    for (const language of ['zh-TW', 'en'] as const) {
      const drawing = drawPicture(name, language);
      assert.match(drawing, /^<svg xmlns="[^"]+" [^>]+><title>[^<]+<\/title>.+<\/svg>$/);
      assert.doesNotMatch(drawing, /undefined|NaN|<script|href=/);
    }
    assert.ok(shown.has(name), name);
  }
});
