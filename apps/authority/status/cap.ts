/** Admits so many a second, and says no to the rest of that second. */
export function admitSome(most: number, now: () => Date): () => boolean {
  let second = 0;
  let left = most;
  return () => {
    const present = Math.floor(now().getTime() / 1000);
    if (present !== second) {
      second = present;
      left = most;
    }
    left -= 1;
    return left >= 0;
  };
}
