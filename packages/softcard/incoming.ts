/** A command APDU as the card reads it (ISO 7816-4 §5.2). `extended` says which length form it came in. */
export type Incoming = {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  readonly extended: boolean;
};

/** Reads a command, short or extended, all four cases. Null where the lengths do not add up. */
export function parseIncoming(apdu: Uint8Array): Incoming | null {
  const [cla, ins, p1, p2, lc] = apdu;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null;
  const head = { cla, ins, p1, p2 };
  if (lc === undefined || apdu.length === 5) return { ...head, data: new Uint8Array(), extended: false };
  if (lc === 0 && apdu.length > 6) return extended(head, apdu);
  const end = 5 + lc;
  if (apdu.length !== end && apdu.length !== end + 1) return null;
  return { ...head, data: apdu.slice(5, end), extended: false };
}

type Head = Pick<Incoming, 'cla' | 'ins' | 'p1' | 'p2'>;

function extended(head: Head, apdu: Uint8Array): Incoming | null {
  const length = ((apdu[5] ?? 0) << 8) | (apdu[6] ?? 0);
  if (apdu.length === 7) return { ...head, data: new Uint8Array(), extended: true };
  const end = 7 + length;
  if (apdu.length !== end && apdu.length !== end + 2) return null;
  return { ...head, data: apdu.slice(7, end), extended: true };
}
