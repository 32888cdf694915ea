/**
 * The browser extension, the second road to the agent: a page connects to it by its id, it starts the agent's host on standard input and
 * output (native messaging) and shows the agent's screens in a window of its own.
 */
export const extensionId = 'eolggkimeaobamfnapbcbbkifmjohbkc';

/** The public key (SPKI, DER, base64) the id is the hash of: `key` of the extension's manifest. Whoever publishes it has the other half. */
export const extensionKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAv4ypsLEWW0AiS0Z15EP8IctX4RDx3q164lLqYSIT2MFgNQQ2uEHv+pZ7fBQ8o+MYjCPFbe/GF+gYnHHUOuSx60nTWS1CGcvMIEuOBdiWB+3Z2hmbhWxssYLQp4OuLdvxPkhpqM5VcYh2DUgqZDmT78na+GjINcs82uiHLW4gLkMLLEkwmSMVA6lINOdexYm1JG9vWULTz2MXK2Mfpurd+h4jRF75b6lOBf0tFp3Sks9+gJO+K5QdZZc5jmLCkTmM1fwOW2GVnkz58xbLXgcE0aSH13uZSftHCrAV4LkG4Xc0TlwJiECADkQFVJn6FUg+v7vBnmNtHa9/qBuxX6F6WQIDAQAB';

/** How browsers know the agent: the name of its native messaging host. */
export const hostName = 'tw.kaika.agent';
