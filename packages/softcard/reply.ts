/** What an instruction answers: data and a status word. */
export type Reply = { readonly data: Uint8Array; readonly sw: number };

const none = new Uint8Array();

/** 9000, with data or without. */
export function done(data: Uint8Array = none): Reply {
  return { data, sw: 0x9000 };
}

/** A status word alone. */
export function say(sw: number): Reply {
  return { data: none, sw };
}
