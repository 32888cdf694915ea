import { type Model, recognise, type Version } from './model.ts';
import { select } from './object.ts';
import type { Transport } from './transport.ts';
import { serialNumber, version } from './yubico.ts';

/** A card as far as it tells without a PIN and without its certificates. */
export type Identity = {
  readonly model: Model;
  readonly version: Version | null;
  /** The maker's number, not the card number. */
  readonly serialNumber: number | null;
};

/** Selects PIV and finds the card's model. Throws `card.no-piv`. */
export async function identify(card: Transport): Promise<Identity> {
  const { label } = await select(card);
  const found = await version(card);
  const model = recognise({ label, version: found });
  const serial = model.instructions.serialNumber ? await serialNumber(card) : null;
  return { model, version: found, serialNumber: serial };
}
