import type { OrganisationKind } from '@kaika/wire/cardstatus';
import type { StatusSource } from '@kaika/wire/claims';
import type { ColumnType, Generated, JSONColumnType, Kysely } from 'kysely';

type Moment = ColumnType<Date, Date, Date>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
type MaybeMoment = Maybe<Date>;

/** The schema `login`: what this app keeps. Times are timestamptz; secrets are hashes. */
export type Tables = {
  /** Models of the OpenID provider: sessions, grants, codes, tokens, interactions. */
  model: {
    kind: string;
    id: string;
    payload: JSONColumnType<Record<string, unknown>>;
    grant_id: Maybe<string>;
    uid: Maybe<string>;
    consumed_at: MaybeMoment;
    expires_at: MaybeMoment;
  };
  account: {
    sub: string;
    kind: 'organisation' | 'person' | 'member';
    name: string;
    org_oid: Maybe<string>;
    org_kind: Maybe<OrganisationKind>;
    ubn: Maybe<string>;
    /** The card a person is bound to; null for organisations, which may have several. */
    card_number: Maybe<string>;
    roles: JSONColumnType<readonly string[]>;
    created_at: Moment;
  };
  password: { user_id: string; sub: string; hash: string; set_at: Moment };
  /** Tries to guess, counted before they are judged. `key` is a keyed hash. */
  attempt: { key: string; count: number; until: Moment };
  /** Login nonces; `session` is the hash of the browser's cookie. */
  challenge: {
    nonce: string;
    session: string;
    interaction: string;
    issued_at: Moment;
    used_at: MaybeMoment;
  };
  /** The audit: every sign-in, admitted or refused. Also carries an admitted one to the end of its interaction. */
  sign_in: {
    id: string;
    number: Generated<number>;
    at: Moment;
    outcome: 'admitted' | 'refused';
    /** The problem code of a refusal. */
    code: Maybe<string>;
    sub: Maybe<string>;
    acr: Maybe<string>;
    amr: JSONColumnType<readonly string[]>;
    card_number: Maybe<string>;
    certificate: Maybe<string>;
    status_source: Maybe<StatusSource>;
    client: Maybe<string>;
    interaction: Maybe<string>;
    session: Maybe<string>;
    finished_at: MaybeMoment;
    /** The provider's session this sign-in became. */
    session_uid: Maybe<string>;
  };
  consent: { sub: string; client: string; scopes: JSONColumnType<readonly string[]>; at: Moment };
};

export type Database = Kysely<Tables>;
