import type { SystemTx } from '@edumaster/database';
import type { Id, Outcome, SystemCtx } from '@edumaster/kernel';
import type { Configuration } from 'openid-client';

/** The web on one host as a client of the issuer. */
export interface WebClient {
  readonly configuration: Configuration;
  readonly redirectUri: string;
  /** Of the authorization request, beside those of every one. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a browser's sign-in or its renewal brought, checked by signature, nonce and PKCE. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | undefined;
  /** A renewal may come without one. */
  readonly idToken: string | undefined;
  /** Of the ID token. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A person who signed in, with the session at the issuer that their sessions here end with. */
export interface AdmittedPerson {
  readonly personId: Id<'user'>;
  readonly issuerSession: string | null;
}

/** `signed_out`: the session at the issuer ended while the browser was on its way back. */
export type AdmissionRefusal =
  'signed_out' | 'account_not_active' | 'email_missing' | 'email_taken';

/**
 * Who issues the tokens: the provider that is embedded here, or another one by the settings. The
 * relying party goes the same way with both, and asks here for what differs.
 */
export abstract class TokenIssuer {
  /**
   * Whether the issuer ends sessions in this database by itself. If not, they are renewed there from
   * time to time, which tells whether they still live.
   */
  abstract readonly endsSessionsHere: boolean;

  /**
   * Undefined for a host that is not ours.
   * @throws AppError `unavailable` when the issuer cannot be reached
   */
  abstract webClient(host: string, screen?: 'sign-up'): Promise<WebClient | undefined>;

  /** Whose tokens these are; from now on known here. */
  abstract admit(
    ctx: SystemCtx,
    tokens: IssuedTokens,
  ): Promise<Outcome<AdmittedPerson, AdmissionRefusal>>;

  /**
   * Follows a renewal: what the issuer says of the person may have changed.
   * @returns whether the tokens are still this person's, who may still act
   */
  abstract renewed(ctx: SystemCtx, personId: Id<'user'>, tokens: IssuedTokens): Promise<boolean>;

  /** Whether a session at the issuer can still open sessions here. The caller holds its lock. */
  abstract isSessionLive(tx: SystemTx, issuerSession: string): Promise<boolean>;

  /** Ends a session at the issuer, as far as that is done here. The caller holds its lock. */
  abstract endSession(tx: SystemTx, issuerSession: string): Promise<void>;

  /** Where a browser goes to sign out at the issuer too; undefined when nothing is left to do. */
  abstract signOutAddress(host: string, idToken: string | undefined): Promise<URL | undefined>;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the access token, in seconds. */
  readonly expiresIn: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Where the person has turned them on. */
  readonly oneTimeCode?: string | undefined;
}

/** What programs of ours ask of the issuer in a person's name. */
export abstract class ProgramTokens {
  /**
   * @throws AppError `invalid_credentials`, `account_not_active`, `one_time_code_required`,
   *   `invalid_one_time_code`, `too_many_requests`
   */
  abstract logIn(credentials: Credentials): Promise<Tokens & { readonly personId: string }>;

  /** A new pair for a refresh token that was not used. @throws AppError `invalid_refresh_token` */
  abstract refresh(refreshToken: string): Promise<Tokens>;

  /** Ends the token's log-in; one that is unknown or ended already is none of our concern. */
  abstract revoke(refreshToken: string): Promise<void>;
}
