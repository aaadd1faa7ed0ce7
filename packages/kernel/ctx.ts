import type { Id } from './id.ts';
import { newId } from './id.ts';

/** Who acts. Roles are those of the membership in the tenant of the Ctx. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: Id<'user'>;
      readonly roles: readonly string[];
      /** Somebody of the staff who acts as this person for a while, with a written reason. */
      readonly impersonatedBy?: Id<'user'>;
    }
  | { readonly kind: 'system'; readonly reason: string };

/** The sign-in that a request came by: a browser's session, or the log-in of a program. */
export interface SignIn {
  readonly kind: 'browser' | 'program';
  /** Stable over the requests of one sign-in; opens nothing. */
  readonly id: string;
  /** When the person proved who they are. */
  readonly at: Date;
}

/** An event on its way to a consumer: the first transaction of its Ctx records it in the inbox. */
export interface Delivery {
  readonly consumer: string;
  readonly eventId: Id<'event'>;
}

/** The first argument of everything: in which tenant, for whom, as part of which request. */
export interface Ctx {
  readonly tenantId: Id<'tenant'>;
  readonly actor: Actor;
  /** Of a signed-in actor's request. */
  readonly signIn?: SignIn;
  readonly correlationId: string;
  /** BCP 47. */
  readonly locale: string;
  /** The moment of the request; rules take the time from here, never from a clock. */
  readonly now: Date;
  readonly delivery?: Delivery;
}

/** Permission to work across tenants, with the reason that is logged. */
export interface SystemCtx {
  readonly system: true;
  readonly reason: string;
  readonly correlationId: string;
  readonly now: Date;
}

/**
 * Allowed in identity, tenancy, moderation, jobs, event readers and the command line only.
 * @param reason why this work crosses tenants, as a sentence for the log
 */
export function systemCtx(reason: string, from?: Pick<Ctx, 'correlationId' | 'now'>): SystemCtx {
  return {
    system: true,
    reason,
    correlationId: from?.correlationId ?? newId(),
    now: from?.now ?? new Date(),
  };
}
