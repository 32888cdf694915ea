import { references } from './slot.ts';

/** The keys of a reader, by which a PIN reaches the card without passing through the computer. */
export type PinPad = {
  /** Lets the person type and sends VERIFY; answers the two status bytes: the card's, or 64xx of the reader. */
  verify(): Promise<Uint8Array>;
};

/** Of the reader itself (PC/SC part 10 §2.6.2): nothing was typed in time, the person pressed cancel, the length is not one a PIN has. */
export const padStatus = { timedOut: 0x6400, cancelled: 0x6401, length: 0x6403 } as const;

/** FEATURE_VERIFY_PIN_DIRECT, PC/SC part 10 §2.2. */
const verifyPinDirect = 0x06;
const wait = { seconds: 30, betweenKeysSeconds: 30 } as const;
/** 0404: Chinese, Taiwan. Readers without that language show their own. */
const languages = { 'zh-TW': 0x0404, en: 0x0409 } as const;

/**
 * The control code by which a reader verifies a PIN by its own keys, out of its answer to GET_FEATURE_REQUEST: tag, length 4, code, big-endian.
 * Null where it has none, or says nonsense.
 */
export function verifyControl(answer: Uint8Array): number | null {
  const view = Buffer.from(answer);
  for (let at = 0; at + 6 <= view.length; at += 6) {
    if (view[at + 1] !== 4) return null;
    if (view[at] === verifyPinDirect) return view.readUInt32BE(at + 2);
  }
  return null;
}

/**
 * PIN_VERIFY_STRUCTURE, PC/SC part 10 §2.5.2, for PIV: ASCII digits from the left of eight bytes filled up with FF, six to eight of them, ended by
 * the key that confirms. Numbers are little-endian.
 */
export function verifyStructure(language: keyof typeof languages): Uint8Array {
  const command = Buffer.from([0x00, 0x20, 0x00, references.pin, 8, ...new Array<number>(8).fill(0xff)]);
  const head = Buffer.alloc(19);
  head[0] = wait.seconds;
  head[1] = wait.betweenKeysSeconds;
  head[2] = 0x82; // units are bytes, position 0, from the left, ASCII
  head[3] = 0x08; // no length field, a block of eight bytes
  head[4] = 0x00; // no length is written into the command
  head.writeUInt16LE(0x0608, 5); // shortest, longest
  head[7] = 0x02; // the confirming key ends it
  head[8] = 0xff; // the reader's own message
  head.writeUInt16LE(languages[language], 9);
  head[11] = 0x00; // the first message
  // 12 to 14: the header of T=1 blocks, which readers fill in themselves
  head.writeUInt32LE(command.length, 15);
  return Uint8Array.from(Buffer.concat([head, command]));
}
