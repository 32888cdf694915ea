import type { Fault, Source } from './source.ts';
import { isTest } from './source.ts';

const junk = /(^|\/)(utils?|helpers?|common|misc|shared|lib|services?|managers?|impl|dto)(\/|\.)/i;

/** Names and words that house style forbids, and files over the wall of 400 lines. */
export function checkWords(sources: readonly Source[]): readonly Fault[] {
  return sources.flatMap(({ path, text }) => {
    const faults: string[] = [];
    if (junk.test(path)) faults.push('has a junk-drawer name');
    if (!isTest(path) && text.split('\n').length > 401) faults.push('is longer than 400 lines');
    if (/^export \* /m.test(text)) faults.push('has `export *`');
    if (/@ts-(ignore|nocheck|expect-error)/.test(text)) faults.push('switches the type checker off');
    if (/\b(TO\x44O|FIX\x4dE)\b/.test(text.replaceAll(/'[^'\n]*'/g, ''))) faults.push('leaves a to-do');
    if (isTest(path) && /\b(test|it|describe)\.(skip|only|todo)\(/.test(text)) faults.push('skips a test');
    return faults.map((what) => ({ where: path, what }));
  });
}
