import type { Id } from '@edumaster/kernel';
import type { FoundSignIn } from './remembered-sign-ins.ts';

/** Access tokens of the issuer, whoever that is, as they come with a request. */
export abstract class BearerTokens {
  /**
   * Whose it is, with the roles in this tenant; undefined when it is not of our issuer, altered,
   * expired, meant for something else, or was ended before its time.
   */
  abstract find(tenantId: Id<'tenant'>, token: string): Promise<FoundSignIn | undefined>;
}
