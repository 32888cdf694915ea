/** Serial numbers of 17 octets that look random and are the same in every run, and when each was revoked. */
export function* revocations(
  count: number,
): Generator<{ readonly serial: Uint8Array; readonly revokedAt: Date }> {
  const start = Date.UTC(2026, 0, 1);
  let state = 0x9e3779b9;
  for (let index = 0; index < count; index += 1) {
    const serial = new Uint8Array(17);
    serial[0] = 1;
    for (let at = 1; at < 17; at += 4) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39;
      serial[at] = state >>> 24;
      serial[at + 1] = state >>> 16;
      serial[at + 2] = state >>> 8;
      serial[at + 3] = state;
    }
    yield { serial, revokedAt: new Date(start + index * 20_000) };
  }
}
