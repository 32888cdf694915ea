import { toBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { BytesError } from '@kaika/bytes/error';
import type { Language } from '@kaika/look/language';
import { PkiError } from '@kaika/pki/error';
import {
  type FileKey,
  type FileKeyKind,
  importKey,
  makeFileKey,
  openSealedKey,
  requestForKey,
  sealKey,
  signByKey,
} from '@kaika/pki/key-file';
import { decodePems, encodePem } from '@kaika/pki/pem';
import { encodePkcs12 } from '@kaika/pki/pkcs12';
import { Command, Option } from 'commander';
import { readCertificates, readWhole, requireNew, writeNew } from './file.ts';
import { type Outcome, Refused } from './outcome.ts';
import type { Subcommand } from './program.ts';
import type { Shell } from './shell.ts';

const kinds: readonly FileKeyKind[] = ['p256', 'p384', 'rsa3072'];
const shortestPassword = 10;

/** `kaika csr`: a key in an encrypted file, and the request for its certificate. */
export const csrCommand: Subcommand = ({ shell, language, does }) => {
  const words = wordsIn(language);
  return new Command('csr')
    .description(words.csr)
    .requiredOption('--out <name>', words.out)
    .addOption(new Option('--key-type <type>', words.keyType).choices(kinds).default('p256'))
    .option('--name <text>', words.name, 'kaika')
    .option('--password-file <file>', words.passwordFile)
    .addHelpText(
      'after',
      `\n${words.password}\n\n  KAIKA_KEY_PASSWORD=… kaika csr --out server\n  kaika csr --out server --key-type rsa3072 --password-file password.txt`,
    )
    .action((options: CsrOptions) => does(() => makeRequest(shell, options)));
};

/** `kaika sign`: the text of the acceptance page, signed. */
export const signCommand: Subcommand = ({ shell, language, does }) => {
  const words = wordsIn(language);
  return new Command('sign')
    .description(words.sign)
    .argument('<text>', words.text)
    .requiredOption('--key <file>', words.key)
    .option('--password-file <file>', words.passwordFile)
    .addHelpText('after', '\n  kaika sign --key server.pem "kaika challenge A202611210000001 …"')
    .action((text: string, options: KeyOptions) => does(() => signText(shell, text, options)));
};

/** `kaika pkcs12`: key, certificate and chain in one file. */
export const pkcs12Command: Subcommand = ({ shell, language, does }) => {
  const words = wordsIn(language);
  return new Command('pkcs12')
    .description(words.pkcs12)
    .requiredOption('--key <file>', words.key)
    .requiredOption('--certificate <file>', words.certificate)
    .requiredOption('--out <file>', words.bundle)
    .option('--password-file <file>', words.passwordFile)
    .addHelpText('after', '\n  kaika pkcs12 --key server.pem --certificate chain.pem --out server.p12')
    .action((options: BundleOptions) => does(() => makeBundle(shell, options)));
};

type PasswordOptions = { readonly passwordFile?: string };
type KeyOptions = PasswordOptions & { readonly key: string };
type CsrOptions = PasswordOptions & {
  readonly out: string;
  readonly keyType: FileKeyKind;
  readonly name: string;
};
type BundleOptions = KeyOptions & { readonly certificate: string; readonly out: string };

async function makeRequest(shell: Shell, options: CsrOptions): Promise<Outcome> {
  const files = { key: `${options.out}.pem`, request: `${options.out}.csr` };
  for (const file of Object.values(files)) requireNew(file);
  const password = passwordOf(shell, options);
  const key = await makeFileKey(options.keyType);
  const sealed = await sealKey(key.pkcs8, password);
  key.pkcs8.fill(0);
  const request = await requestForKey(key, options.name);
  await writeNew(files.key, [encodePem('ENCRYPTED PRIVATE KEY', sealed)]);
  await writeNew(files.request, [encodePem('CERTIFICATE REQUEST', request)]);
  return { data: files, lines: [files.key, files.request] };
}

async function signText(shell: Shell, text: string, options: KeyOptions): Promise<Outcome> {
  const { key } = await readKey(shell, options);
  const signature = toBase64(await signByKey(key, new TextEncoder().encode(text)));
  return { data: { signature }, lines: [signature] };
}

async function makeBundle(shell: Shell, options: BundleOptions): Promise<Outcome> {
  requireNew(options.out);
  const certificates = readCertificates(options.certificate);
  const { pkcs8, spki } = await readKey(shell, options);
  const [own] = certificates;
  if (own === undefined || !equal(own.spki, spki)) {
    throw new Refused('key.mismatch', {
      zh: '第一張憑證的金鑰不是這把金鑰。',
      en: 'The first certificate is not of this key.',
    });
  }
  const password = passwordOf(shell, options);
  const sealedKey = await sealKey(pkcs8, password);
  const content = { sealedKey, certificates: certificates.map(({ der }) => der), name: own.serialNumber };
  await writeNew(options.out, [await encodePkcs12(content, password)]);
  return { data: { file: options.out, certificates: certificates.length }, lines: [options.out] };
}

/** An encrypted or a plain PKCS#8 key in PEM. Throws Refused `key.unreadable`: what it is, or the password, does not fit. */
async function readKey(shell: Shell, options: KeyOptions): Promise<FileKey> {
  const pem = new TextDecoder().decode(readWhole(options.key));
  try {
    const [plain] = decodePems('PRIVATE KEY', pem);
    if (plain !== undefined) return await importKey(plain);
    const [sealed] = decodePems('ENCRYPTED PRIVATE KEY', pem);
    if (sealed !== undefined) return await importKey(await openSealedKey(sealed, passwordOf(shell, options)));
  } catch (cause) {
    if (!(cause instanceof PkiError || cause instanceof BytesError)) throw cause;
    throw unreadableKey(options.key, cause);
  }
  throw unreadableKey(options.key, undefined);
}

/** The password of the key file: from a file, or from the environment; never from the command line, which others can see. */
function passwordOf({ environment }: Shell, { passwordFile }: PasswordOptions): string {
  const said =
    passwordFile === undefined
      ? environment.KAIKA_KEY_PASSWORD
      : new TextDecoder().decode(readWhole(passwordFile)).replace(/\r?\n$/, '');
  if (said !== undefined && said.length >= shortestPassword) return said;
  throw new Refused('password.missing', {
    zh: `請以 KAIKA_KEY_PASSWORD 或 --password-file 提供至少 ${shortestPassword} 個字元的密碼。`,
    en: `Give a password of at least ${shortestPassword} characters in KAIKA_KEY_PASSWORD or by --password-file.`,
  });
}

function unreadableKey(file: string, cause: unknown): Refused {
  const sentence = {
    zh: `${file} 不是可讀取的 PKCS#8 私密金鑰（PEM），或密碼不正確。`,
    en: `${file} is no PKCS#8 private key (PEM) that can be read, or the password is wrong.`,
  };
  return new Refused('key.unreadable', sentence, { cause });
}

function wordsIn(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}

const zh = {
  csr: '產製金鑰（加密存檔）與憑證請求檔，供申請非IC卡類憑證',
  sign: '以金鑰檔對文字簽章，用於憑證接受',
  pkcs12: '將金鑰、憑證與憑證鏈合併為PKCS#12檔',
  out: '檔名（不含副檔名）：產生 <name>.pem 與 <name>.csr',
  keyType: '金鑰種類',
  name: '請求檔內的名稱；憑證以審驗結果為準',
  passwordFile: '金鑰檔密碼所在的檔案；未指定時取自環境變數 KAIKA_KEY_PASSWORD',
  password: '私密金鑰只寫入您的電腦，不會送出。',
  text: '接受頁面上的驗證文字',
  key: '金鑰檔（PKCS#8，PEM）',
  certificate: '憑證與憑證鏈（PEM，持有者的憑證在前）',
  bundle: '要寫入的PKCS#12檔',
};

const en: typeof zh = {
  csr: 'make a key (in an encrypted file) and a request for a non-card certificate',
  sign: 'sign a text with a key file, to accept a certificate',
  pkcs12: 'put key, certificate and chain into a PKCS#12 file',
  out: 'name without ending: writes <name>.pem and <name>.csr',
  keyType: 'kind of key',
  name: 'name in the request; the certificate bears the reviewed one',
  passwordFile: 'file with the password of the key file; else the environment variable KAIKA_KEY_PASSWORD',
  password: 'The private key is written to your computer and sent nowhere.',
  text: 'the text of the acceptance page',
  key: 'key file (PKCS#8, PEM)',
  certificate: 'certificate and chain (PEM, the holder’s first)',
  bundle: 'PKCS#12 file to write',
};
