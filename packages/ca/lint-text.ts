import { type Finding, type FindingCode, fault } from './finding.ts';
import { isMojibake } from './mojibake.ts';

/**
 * Checks one text that will stand in a certificate for decades: normal form, nothing invisible, nothing that
 * reorders what a person reads, nothing a wrong code page produced.
 * @param field where the text stands, repeated in each finding.
 */
export function lintText(field: string, text: string): readonly Finding[] {
  return codesOf(text).map((code) => fault(code, field));
}

/** One card's certificates bear one name, and an organisation has several cards: what was judged of late is kept. */
const judged = new Map<string, readonly FindingCode[]>();
const mostJudged = 512;

function codesOf(text: string): readonly FindingCode[] {
  const known = judged.get(text);
  if (known) return known;
  const codes = judge(text);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(text, codes);
  return codes;
}

function judge(text: string): readonly FindingCode[] {
  if (text.length === 0) return ['text.empty'];
  const found = plain.test(text) ? [] : rules.filter(([, breaks]) => breaks(text)).map(([code]) => code);
  return found.length === 0 && isMojibake(text) ? ['text.mojibake'] : found;
}

/** Ideographs and ASCII without "?", singly spaced: nearly every text, and one that breaks none of the rules. */
const plain = /^[!->@-~\u4e00-\u9fff]+(?: [!->@-~\u4e00-\u9fff]+)*$/;

const rules: readonly (readonly [FindingCode, (text: string) => boolean])[] = [
  ['text.noncharacter', (text) => !text.isWellFormed() || /\p{Noncharacter_Code_Point}|\p{Cn}/u.test(text)],
  ['text.not-nfc', (text) => text.isWellFormed() && text.normalize('NFC') !== text],
  ['text.control', (text) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)],
  // Bidi_Control holds the marks, embeddings, overrides and isolates of UAX #9.
  ['text.direction', (text) => /\p{Bidi_Control}/u.test(text)],
  ['text.invisible', (text) => /[[\p{Default_Ignorable_Code_Point}\p{Cf}]--\p{Bidi_Control}]/v.test(text)],
  // Characters of one machine's own making (造字) look different, or like nothing, everywhere else.
  ['text.private-use', (text) => /\p{Co}/u.test(text)],
  // Radicals look like ideographs and compare unequal; NFC leaves them alone.
  ['text.radical', (text) => /[\u2e80-\u2fdf]/u.test(text)],
  ['text.spacing', (text) => /^\p{Zs}|\p{Zs}$|\p{Zs}{2}/u.test(text)],
  // A code page that lacked the character left its mark.
  ['text.replaced', (text) => /\ufffd|\?\?|\p{Script=Han}\?|\?\p{Script=Han}/u.test(text)],
];
