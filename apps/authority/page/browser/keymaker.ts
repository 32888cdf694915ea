import { type FileKeyKind, makeFileKey, requestForKey, sealKey } from '@kaika/pki/key-file';
import { element } from './element.ts';
import { pemOf, saveFile, saysOf } from './keyfile.ts';

const kinds: readonly FileKeyKind[] = ['p256', 'p384', 'rsa3072'];
const shortestPassword = 10;

/** 產製金鑰: the key is made here, saved encrypted, and only its request goes into the form. */
export function keyMakerPage(root: HTMLElement): void {
  const button = element('make-key', HTMLButtonElement);
  const password = element('key-password', HTMLInputElement);
  const again = element('key-password-again', HTMLInputElement);
  const says = saysOf(root);
  button.addEventListener('click', async () => {
    if (password.value.length < shortestPassword) return says('password-short');
    if (password.value !== again.value) return says('password-differs');
    button.disabled = true;
    says('making');
    try {
      await makeKey(password.value);
      password.value = '';
      again.value = '';
      says('made');
    } catch {
      says('failed');
    } finally {
      button.disabled = false;
    }
  });
}

async function makeKey(password: string): Promise<void> {
  const chosen = element('key-algorithm', HTMLSelectElement).value;
  const key = await makeFileKey(kinds.find((kind) => kind === chosen) ?? 'p256');
  const sealed = await sealKey(key.pkcs8, password);
  key.pkcs8.fill(0);
  const request = await requestForKey(key, 'kaika');
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
  saveFile(`kaika-key-${stamp}.pem`, pemOf('ENCRYPTED PRIVATE KEY', sealed), 'application/x-pem-file');
  element('request', HTMLTextAreaElement).value = pemOf('CERTIFICATE REQUEST', request);
}
