import type { Language } from './language.ts';

/** 1,234,567 in both languages. Takes whole numbers as number or bigint. */
export function count(value: number | bigint): string {
  return plain.format(value);
}

/** New Taiwan dollars: 新臺幣 1,234,567 元, or NT$1,234,567. Whole dollars. */
export function money(dollars: number | bigint, language: Language): string {
  const digits = plain.format(dollars < 0 ? -dollars : dollars);
  const sign = dollars < 0 ? '−' : '';
  return language === 'en' ? `${sign}NT$${digits}` : `新臺幣 ${sign}${digits} 元`;
}

/** A size of a file: 12 KB, 3.4 MB; units of 1024 bytes. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
