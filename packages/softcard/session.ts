/** What a card forgets when power goes: the selected application and every security status. */
export type Session = {
  selected: boolean;
  /** A PIN was verified since power-on. */
  pinVerified: boolean;
  /** …and no key was used since: what "PIN always" asks for. */
  pinFresh: boolean;
  managed: boolean;
  /** 9B authentication under way: our witness, or the challenge we gave. */
  pending: { readonly kind: 'witness' | 'challenge'; readonly plain: Uint8Array } | null;
};

export function freshSession(): Session {
  return { selected: false, pinVerified: false, pinFresh: false, managed: false, pending: null };
}

/** Drops the security statuses and keeps the application. */
export function logOut(session: Session): void {
  session.pinVerified = false;
  session.pinFresh = false;
  session.managed = false;
  session.pending = null;
}
