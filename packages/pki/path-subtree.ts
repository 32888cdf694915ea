/**
 * Whether a name lies in a subtree, for the forms that are not directory names (RFC 5280 §4.2.1.10). All take the
 * name first and the base of the subtree second. What cannot be read lies in no subtree: callers that exclude must
 * ask `isReadable…` first, or an odd spelling would slip out of an exclusion.
 */

/** DNS: the base itself and whatever stands to its left. A base with a leading dot excludes the base itself. */
export function dnsWithin(name: string, base: string): boolean {
  const host = trimDot(name.toLowerCase());
  const root = base.toLowerCase();
  if (root === '') return true;
  if (root.startsWith('.')) return host.endsWith(root) && host.length > root.length;
  return host === root || host.endsWith(`.${root}`);
}

/** Mail: a whole mailbox, all mailboxes of a host, or (leading dot) of the hosts below a domain. */
export function mailWithin(name: string, base: string): boolean {
  const mailbox = splitMail(name);
  if (!mailbox) return false;
  const wanted = splitMail(base);
  if (wanted) return mailbox.local === wanted.local && mailbox.host === wanted.host;
  return hostMatches(mailbox.host, base.toLowerCase());
}

/** URI: one host, or (leading dot) the hosts below a domain. */
export function uriWithin(name: string, base: string): boolean {
  const host = hostOfUri(name);
  return host !== undefined && hostMatches(host, base.toLowerCase());
}

/** IP: address of 4 or 16 octets, base is address and mask, 8 or 32. */
export function ipWithin(address: Uint8Array, base: Uint8Array): boolean {
  const length = address.length;
  if (base.length !== length * 2) return false;
  for (let index = 0; index < length; index++) {
    const mask = base[length + index] ?? 0;
    if (((address[index] ?? 0) & mask) !== ((base[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** Whether the form of a mailbox is one a mail constraint can be applied to. */
export function isReadableMail(name: string): boolean {
  return splitMail(name) !== undefined;
}

/** Whether a URI has a host name a constraint can be applied to; addresses and absent hosts have not. */
export function isReadableUri(name: string): boolean {
  return hostOfUri(name) !== undefined;
}

/** Whether a base of a DNS, mail or URI subtree is a name at all. */
export function isReadableHost(name: string): boolean {
  return name === '' || /^\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$/.test(name);
}

function hostMatches(host: string, base: string): boolean {
  if (base === '') return true;
  return base.startsWith('.') ? host.endsWith(base) && host.length > base.length : host === base;
}

function splitMail(mailbox: string): { readonly local: string; readonly host: string } | undefined {
  const at = mailbox.lastIndexOf('@');
  if (at < 1 || at === mailbox.length - 1) return undefined;
  return { local: mailbox.slice(0, at), host: mailbox.slice(at + 1).toLowerCase() };
}

/** The host of `scheme://user@host:port/…`, lower case, unless it is an IP address (then no constraint can hold). */
function hostOfUri(uri: string): string | undefined {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(uri)?.[1];
  if (authority === undefined) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  if (host === '' || host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host) || !isReadableHost(host))
    return undefined;
  return trimDot(host.toLowerCase());
}

function trimDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
