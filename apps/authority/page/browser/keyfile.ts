import { type FileKey, importKey, openSealedKey } from '@kaika/pki/key-file';

/** Base64 of bytes, in lines of 64. */
export function base64Lines(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return (text.match(/.{1,64}/g) ?? []).join('\n');
}

/** A PEM text of one object. */
export function pemOf(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${base64Lines(der)}\n-----END ${label}-----\n`;
}

/** The objects of a label in a PEM text. */
export function dersIn(pem: string, label: string): readonly Uint8Array[] {
  const blocks = pem.matchAll(new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`, 'g'));
  return [...blocks].map(([, body = '']) =>
    Uint8Array.from(atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0)),
  );
}

/** Opens a key file: encrypted or plain PKCS#8 in PEM. Throws whatever is wrong with it. */
export async function openKeyFile(pem: string, password: string): Promise<FileKey> {
  const [sealed] = dersIn(pem, 'ENCRYPTED PRIVATE KEY');
  const [plain] = dersIn(pem, 'PRIVATE KEY');
  const pkcs8 = sealed === undefined ? plain : await openSealedKey(sealed, password);
  if (pkcs8 === undefined) throw new Error('no private key');
  return importKey(pkcs8);
}

/** Lets the browser save a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Shows one of the sentences of a page about keys, and none of the others. */
export function saysOf(root: HTMLElement): (name: string | null) => void {
  const sentences = [...root.querySelectorAll<HTMLElement>('[data-says]')];
  return (name) => {
    for (const one of sentences) one.hidden = one.dataset.says !== name;
    root.querySelector<HTMLElement>('#key-message')?.focus();
  };
}
