import { randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret for one request: using it up, right or wrong, draws the next. */
export class OneUse {
  #value = draw();

  /** What the next request must bring. */
  get value(): string {
    return this.#value;
  }

  /** Whether `shown` is the value; from now on it is another one, unless what was shown was wrong. */
  use(shown: string | undefined): boolean {
    if (!isSame(this.#value, shown)) return false;
    this.#value = draw();
    return true;
  }
}

/** 32 random bytes, base64url. */
export function draw(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(value: string, shown: string | undefined): boolean {
  const left = Buffer.from(value);
  const right = Buffer.from(shown ?? '');
  return left.length === right.length && timingSafeEqual(left, right);
}
