import { type FileKey, sealKey, signByKey } from '@kaika/pki/key-file';
import { encodePkcs12 } from '@kaika/pki/pkcs12';
import { datum, element } from './element.ts';
import { base64Lines, dersIn, openKeyFile, saveFile, saysOf } from './keyfile.ts';

/** A key file is opened here: to sign the text of the page, or to be put together with its certificate. */
export function keyOpenerPage(root: HTMLElement): void {
  const button = element('use-key', HTMLButtonElement);
  const file = element('key-file', HTMLInputElement);
  const password = element('key-password', HTMLInputElement);
  const says = saysOf(root);
  const act = datum(root, 'act') === 'sign' ? sign : bundle;
  button.addEventListener('click', async () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined || password.value === '') return says('missing');
    button.disabled = true;
    says('working');
    try {
      const key = await openKeyFile(await chosen.text(), password.value);
      says(await act(key, password.value));
    } catch {
      says('wrong');
    } finally {
      button.disabled = false;
    }
  });
}

type Said = 'done' | 'mismatch' | 'unknown';

async function sign({ key }: FileKey): Promise<Said> {
  const text = element('challenge', HTMLElement).textContent;
  const signature = await signByKey(key, new TextEncoder().encode(text));
  element('signature', HTMLTextAreaElement).value = base64Lines(signature);
  return 'done';
}

async function bundle({ pkcs8, spki }: FileKey, password: string): Promise<Said> {
  const serial = element('key-serial', HTMLInputElement).value.replace(/[\s:]/g, '').toLowerCase();
  const answer = await fetch(`/certificate/${encodeURIComponent(serial)}/chain.pem`);
  if (!answer.ok) return 'unknown';
  const certificates = dersIn(await answer.text(), 'CERTIFICATE');
  const [own] = certificates;
  if (own === undefined) return 'unknown';
  if (!contains(own, spki)) return 'mismatch';
  const sealedKey = await sealKey(pkcs8, password);
  const file = await encodePkcs12({ sealedKey, certificates, name: `kaika ${serial.slice(-8)}` }, password);
  saveFile(`kaika-${serial}.p12`, Uint8Array.from(file), 'application/x-pkcs12');
  return 'done';
}

/** Whether a certificate has this very key: its SubjectPublicKeyInfo stands in it as it is. */
function contains(certificate: Uint8Array, spki: Uint8Array): boolean {
  const [whole, part] = [certificate, spki].map((bytes) =>
    Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''),
  );
  return whole !== undefined && part !== undefined && whole.includes(part);
}
