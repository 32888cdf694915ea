const weights = [1, 2, 1, 2, 1, 2, 4, 1];

/**
 * Whether a text is a valid 統一編號: eight digits, each times its weight, the digits of the products summed, the sum divisible
 * by 5; where the seventh digit is 7 (7 × 4 = 28, whose digits make 10, counted as 1 or 0) the sum or the sum + 1.
 */
export function isUbn(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, at) => total + digitSum(Number(digit) * (weights[at] ?? 0)), 0);
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0);
}

function digitSum(product: number): number {
  return Math.floor(product / 10) + (product % 10);
}
