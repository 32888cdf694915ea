const PRIMES: readonly number[] = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];
const PRODUCT = PRIMES.reduce((product, prime) => product * BigInt(prime), 1n);
const POWERS = PRIMES.map((prime) => ({ prime: BigInt(prime), powers: powersOf65537(prime) }));

/**
 * Whether an RSA modulus (big-endian) has the form of the Infineon library's keys (CVE-2017-15361): modulo every small
 * prime it is a power of 65537. A sound key has it with a chance below 2^-27.
 */
export function hasRocaFingerprint(modulus: Uint8Array): boolean {
  const rest = BigInt(`0x${Buffer.from(modulus).toString('hex')}`) % PRODUCT;
  return POWERS.every(({ prime, powers }) => powers.has(Number(rest % prime)));
}

function powersOf65537(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * 65537) % prime) powers.add(power);
  return powers;
}
