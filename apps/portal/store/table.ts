import type { LoginClaims } from '@kaika/wire/claims';
import type { ColumnType, JSONColumnType, Kysely } from 'kysely';

type Moment = ColumnType<Date, Date, Date>;

/** The schema `portal`. Identifiers of cookies are kept as hashes. */
export type Tables = {
  /** Signed-in browsers. */
  session: {
    id: string;
    sub: string;
    /** The login service's session, which its back channel names when it ends. */
    sid: string | null;
    id_token: string;
    claims: JSONColumnType<LoginClaims>;
    expires_at: Moment;
  };
  /** Sign-ins under way. */
  attempt: {
    id: string;
    state: string;
    nonce: string;
    verifier: string;
    onward: string;
    expires_at: Moment;
  };
  /** Logout tokens that were used, until they are too old to be used again. */
  logout: { jti: string; expires_at: Moment };
};

export type Database = Kysely<Tables>;
