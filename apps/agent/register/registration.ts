/** A certificate of a card as it is registered: `name` is unique on this computer and begins with «kaika». */
export type Registrable = { readonly name: string; readonly der: Uint8Array };

/** Where a computer's programs look for certificates and PKCS#11 modules. */
export type Store = 'nss' | 'firefox' | 'p11-kit' | 'windows' | 'keychain';

/** What was done, or found, at one place. `where`: a folder, or the name of the system's store. `name`: the certificate's or the module's file. */
export type Act = {
  readonly store: Store;
  readonly where: string;
  readonly of: 'module' | 'certificate';
  readonly name: string;
  readonly outcome: 'added' | 'present' | 'removed' | 'failed';
};

/**
 * 註冊憑證至電腦: makes the certificates of cards, and where the system needs one the PKCS#11 module, known to the person's own programs. No
 * root is ever installed and no certificate is given trust. Adding twice changes nothing; removing takes away what was added, and that alone.
 */
export type Registration = {
  /** Throws `Halt` `registration.no-tools`, `registration.no-module`; what fails at one place is an act `failed`. */
  add(certificates: readonly Registrable[]): Promise<readonly Act[]>;
  remove(): Promise<readonly Act[]>;
};
