import type { Actor, Ctx, Id, SignIn, SystemCtx } from '@edumaster/kernel';
import type { MessageId, OneTimeMessage } from './messages/one-time-message.ts';

export { AccountsElsewhere } from './accounts-elsewhere.ts';
export { type ConsentText, ConsentTexts } from './consent-texts.ts';
export { erasedName } from './domain/erasure.ts';
export { type SecurityChange, securityChanges } from './domain/message-template.ts';
export { roleNames, type Role } from './domain/role.ts';
export {
  instructorApplicationChanged,
  instructorApplied,
  instructorRejected,
  instructorVerified,
  userCreated,
  userErased,
  userMessageRequested,
  userRolesChanged,
  userStatusChanged,
} from './events.ts';
export type { MessageId, OneTimeMessage } from './messages/one-time-message.ts';
export { type KnownHost, KnownHosts, type TenantKind } from './known-hosts.ts';
export { sessionCookieName } from './session-cookie.ts';
export { type SigningKeyFacts, SigningKeys } from './signing-keys.ts';

export type UserId = Id<'user'>;

/** How a request says who makes it. */
export interface Credential {
  /** Access token of the `Authorization: Bearer` header. */
  readonly bearer?: string;
  /** Value of the session cookie of this host, see `sessionCookieName`. */
  readonly session?: string;
}

/** Who makes a request; spread into its Ctx. */
export interface Authenticated {
  readonly actor: Actor;
  /** Of a signed-in actor. */
  readonly signIn?: SignIn;
}

/** What others may know of a person. */
export interface PersonCard {
  readonly id: UserId;
  readonly name: string;
  /** From the root, where there is a picture. */
  readonly avatarUrl?: string;
}

export interface TenantOwner extends PersonCard {
  readonly tenantId: Id<'tenant'>;
}

/** How to write to a person; for whoever sends, and nobody else. */
export interface Contact {
  readonly email: string;
  readonly name: string;
  /** BCP 47. */
  readonly locale: string;
}

export interface NewPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** What the public page of somebody who teaches says; one that is there stays as it is. */
  readonly teaches?: { readonly headline: string; readonly bio: string; readonly country: string };
  /** Of demo data; by default now. */
  readonly createdAt?: Date;
}

/** How somebody stands with the installation. */
export interface Standing {
  readonly isEmailVerified: boolean;
  /** In the order of joining. */
  readonly memberships: readonly {
    readonly tenantId: Id<'tenant'>;
    readonly roles: readonly string[];
  }[];
}

/** Persons, credentials, sessions, memberships and roles. */
export abstract class Identity {
  /**
   * Who makes a request, with the roles of the person's membership in this tenant. No credential,
   * or a session that has ended, is `anonymous`.
   * @throws AppError `unauthenticated` for a bearer token that is not ours, altered or expired
   */
  abstract authenticate(tenantId: Id<'tenant'>, credential: Credential): Promise<Authenticated>;

  /** The known ones of these persons, in no order. */
  abstract people(ctx: Ctx, input: { ids: readonly UserId[] }): Promise<readonly PersonCard[]>;

  /**
   * Creates an account with a membership in the tenant, or returns the one that has this e-mail
   * with its roles set to these.
   */
  abstract provision(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; person: NewPerson },
  ): Promise<PersonCard>;

  /** Replaces the roles of a person in a tenant. @throws AppError `person_not_found` */
  abstract setRoles(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; email: string; roles: readonly string[] },
  ): Promise<PersonCard>;

  /**
   * What the message of `user.message_requested` says, with its link or code. Whoever sends it asks
   * at the moment of sending and keeps nothing: it opens an account.
   * @returns undefined when there is nothing to send: no account, used already, or too late
   */
  abstract oneTimeMessage(
    ctx: Ctx,
    input: { messageId: MessageId },
  ): Promise<OneTimeMessage | undefined>;

  /** How to write to a person; undefined when the account is gone. */
  abstract contact(ctx: Ctx, input: { userId: UserId }): Promise<Contact | undefined>;

  /**
   * Before somebody begins to teach: who has not proven their address may enroll, buy and learn only.
   * @throws AppError `email_not_verified`
   */
  abstract requireVerified(ctx: Ctx, input: { userId: UserId }): Promise<void>;

  /** Undefined for somebody who is not known. */
  abstract standing(ctx: SystemCtx, input: { userId: UserId }): Promise<Standing | undefined>;

  /** Who owns these tenants, in the order of joining each. */
  abstract owners(
    ctx: SystemCtx,
    input: { tenantIds: readonly Id<'tenant'>[] },
  ): Promise<readonly TenantOwner[]>;

  /** Makes a person the owner of a tenant that has none; one that has an owner stays as it is. */
  abstract seatOwner(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; userId: UserId },
  ): Promise<void>;
}
