/** Where accounts are kept when they are not kept here, as people are told. */
export abstract class AccountsElsewhere {
  /** Null when the embedded issuer keeps them. */
  abstract readonly issuer: {
    readonly url: string;
    /** Where people look after their account there; null when nobody has told us. */
    readonly accountUrl: string | null;
  } | null;
}
