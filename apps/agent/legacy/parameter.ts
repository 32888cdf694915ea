import { LegacyError } from './code.ts';
import type { LegacyPackage } from './package.ts';

/** What each command of card management must bring, and the number of each that is missing. Secrets only have to be there: they are not read. */
const required: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bulidUnblockCardRequest: {
    readername: 0x77301004,
    caname: 0x77301005,
    sid: 0x77301006,
    newpin: 0x77301007,
    cardid: 0x77301028,
  },
  unblockCard: { cmsresponse: 0x77301008, sid: 0x77301009 },
  bulidResetUserPINRequest: {
    readername: 0x77301010,
    caname: 0x77301011,
    sid: 0x77301026,
    cardid: 0x77301030,
  },
  resetUserPIN: { cmsresponse: 0x77301012, sid: 0x77301013 },
  buildOpenCardGetUserPINRequest: {
    caname: 0x77301014,
    readername: 0x77301015,
    sid: 0x77301016,
    newpin: 0x77301017,
    cardid: 0x77301029,
  },
  buildOpenCardValidateUserRequest: { cmsresponse: 0x77301018, sid: 0x77301019 },
  openCard: {
    cmsresponse: 0x77301020,
    sid: 0x77301021,
    readername: 0x77301022,
    newpin: 0x77301024,
  },
  changeUserPINCode: { cardid: 0x77301027 },
};

/** Services of other authorities than the cards' own, as `caname` names them. */
const otherServices = ['MOICA', 'MOEACA', 'GCA'];

/** Checks that a command is complete. Throws `LegacyError` with the number of what is missing. */
export function requireParameters(request: LegacyPackage): void {
  for (const [name, code] of Object.entries(required[request.func] ?? {})) {
    if (!request.has(name)) throw new LegacyError(code);
  }
}

/** Our cards are cards of the service XCA. Throws `LegacyError` for a page of another service. */
export function requireService(request: LegacyPackage): void {
  const name = (request.value('caname') ?? '').toUpperCase();
  if (name === 'XCA') return;
  throw new LegacyError(otherServices.includes(name) ? 0x83000104 : 0x83000107);
}
