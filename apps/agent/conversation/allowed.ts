/** Operations in which another machine's commands reach the card. */
export type RelayOperation = 'produce' | 'write';

/** Reading, and nothing that could sign, decrypt or change: GET DATA, GET RESPONSE, SELECT, ATTEST, VERSION, SERIAL, METADATA. */
const reading = [0xcb, 0xc0, 0xa4, 0xf9, 0xfd, 0xf8, 0xf7];

/**
 * PIN and PUK instructions, key generation, retries, reset, management key: a blank card's alone. Import of keys (FE) is nobody's: keys are made on the
 * card.
 */
const producing = [...reading, 0xdb, 0x87, 0x20, 0x24, 0x47, 0xfa, 0xfb, 0xff];
const writing = [...reading, 0xdb];

const managementKey = 0x9b;

/**
 * Whether a command of the authority may reach the card. On a card already out GENERAL AUTHENTICATE is for the management key
 * alone: its other keys sign nothing that came from outside (design: card.md, "Writing to a card already out").
 */
export function allows(operation: RelayOperation, command: Uint8Array): boolean {
  const [cla, ins, , p2] = command;
  if (cla === undefined || ins === undefined || command.length < 4) return false;
  // Chaining is the only bit of the class that PIV uses; logical channels and secure messaging are not.
  if (cla !== 0x00 && cla !== 0x10) return false;
  if (operation === 'produce') return producing.includes(ins);
  return writing.includes(ins) || (ins === 0x87 && p2 === managementKey);
}
