/** What the old wire calls a request: the endpoint its pop-up posts to and the `func` of the answer, which clients compare exactly. */
export type Func = { readonly path: string; readonly answer: string };

const card = '/CardManagement/sendCardCommand';

/** Every function a page may ask of one of the forms. The spelling `bulid` is theirs. */
const funcs: Readonly<Record<string, Func>> = {
  GetUserCert: { path: '/pkcs11info?withcert=true', answer: 'pkcs11info' },
  CheckEnvir: { path: '/pkcs11info', answer: 'pkcs11info' },
  MakeSignature: { path: '/sign', answer: 'sign' },
  DecryptData: { path: '/decrypt', answer: 'decrypt' },
  umakeSig: { path: '/umakeSig', answer: 'umakeSig' },
  writecert: { path: '/writecert', answer: 'writeCert' },
  makeCsr: { path: '/makeCsr', answer: 'csr' },
  getChallenge: { path: '/getChallenge', answer: 'getChallenge' },
  changeUserPINCode: { path: card, answer: 'changeUserPINCode' },
  buildOpenCardGetUserPINRequest: { path: card, answer: 'buildOpenCardGetUserPINRequest' },
  buildOpenCardValidateUserRequest: { path: card, answer: 'buildOpenCardValidateUserRequest' },
  openCard: { path: card, answer: 'openCard' },
  bulidUnblockCardRequest: { path: card, answer: 'bulidUnblockCardRequest' },
  unblockCard: { path: card, answer: 'unblockCard' },
  bulidResetUserPINRequest: { path: card, answer: 'bulidResetUserPINRequest' },
  resetUserPIN: { path: card, answer: 'resetUserPIN' },
  unblockCardGTestCA: { path: card, answer: 'unblockCardGTestCA' },
};

/** The function of that name; undefined for one nobody knows. */
export function funcOf(name: string): Func | undefined {
  return Object.hasOwn(funcs, name) ? funcs[name] : undefined;
}

/** The forms of the old component and the `func` each says when it is ready. */
export const forms = {
  '/popupForm': 'getTbs',
  '/ChtPopupForm': 'getTbs',
  '/CardManagement/CMCPopForm': 'CMCAtn',
  '/CardManagement/popupForm': 'getCardAction',
} as const;

/** The endpoints of all functions, without their queries. */
export const endpoints: readonly string[] = [
  ...new Set(Object.values(funcs).map(({ path }) => path.replace(/\?.*$/, ''))),
];

/** Where a form posts a package: by its `func`, and for one that nobody knows to the endpoint that says so in the form's own codes. */
export function pathOf(text: string, ready: string): string {
  return funcOf(funcIn(text))?.path ?? (ready === 'getTbs' ? '/sign' : card);
}

/** The `func` of an answer; an unknown one comes back as it was. */
export function answerName(func: string): string {
  return funcOf(func)?.answer ?? func;
}

/** Whether a request is one of card management, whose faults have numbers of their own. */
export function isCardCommand(path: string): boolean {
  return path === card;
}

function funcIn(text: string): string {
  try {
    const { func } = JSON.parse(text);
    return typeof func === 'string' ? func : '';
  } catch {
    return '';
  }
}
