const weights = [1, 2, 1, 2, 1, 2, 4, 1] as const;

/**
 * Whether a text is a 統一編號: 8 digits whose weighted digit sums add up to a multiple of 5; with a seventh digit of 7,
 * the sum or the sum plus one (rule of the tax authority in force since April 2023).
 */
export function isUbn(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const sum = weights.reduce((total, weight, i) => total + digitSum(Number(text[i]) * weight), 0);
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0);
}

function digitSum(value: number): number {
  return Math.floor(value / 10) + (value % 10);
}
