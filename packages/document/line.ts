/** Width in points of a run of text in the face and size at hand. */
export type Measure = (text: string) => number;

/** May not begin a line: closing brackets, stops, small kana, iteration and unit marks (避頭點). */
const noStart = /^[，。、；：？！．」』）〕】》〉］｝’”…‥—～·‧％‰℃々,.;:?!)\]}%]/u;
/** May not end a line: opening brackets and currency marks (避尾點). */
const noEnd = /[「『（〔【《〈［｛‘“＄￥([{$]$/u;
/** Letters and digits that stay together: a number with its separators, a Latin word, an address. */
const piece = /[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}\p{M}'’.,:/_@%+&=#?-]*|\s+|./gsu;

/**
 * Breaks text into lines no wider than `width` (points), in the manner of Chinese typesetting: between any two
 * characters of Chinese, between words of Latin, never before a closing mark nor after an opening one (避頭尾).
 * In: text, where `\n` forces a break. Out: the lines without trailing spaces, at least one (may be empty).
 */
export function breakLines(text: string, width: number, measure: Measure): readonly string[] {
  return text.split('\n').flatMap((part) => breakParagraph(part, width, measure));
}

function breakParagraph(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const unit of unbreakable(text)) {
    const next = line === '' && lines.length > 0 ? unit.trimStart() : unit;
    if (filled + measure(next.trimEnd()) <= width) {
      line += next;
      filled += measure(next);
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    const rest = splitWide(unit.trimStart(), width, measure);
    lines.push(...rest.slice(0, -1));
    line = rest.at(-1) ?? '';
    filled = measure(line);
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Glues marks to the characters they may not leave. */
function unbreakable(text: string): readonly string[] {
  const units: string[] = [];
  for (const part of text.match(piece) ?? []) {
    const last = units.at(-1);
    if (last !== undefined && (noStart.test(part) || noEnd.test(last))) units[units.length - 1] = last + part;
    else units.push(part);
  }
  return units;
}

/** Cuts a unit that is wider than a whole line anywhere: nothing may run off the paper. */
function splitWide(unit: string, width: number, measure: Measure): readonly string[] {
  if (measure(unit) <= width) return [unit];
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const character of unit) {
    const size = measure(character);
    if (line !== '' && filled + size > width) {
      lines.push(line);
      line = '';
      filled = 0;
    }
    line += character;
    filled += size;
  }
  lines.push(line);
  return lines;
}
