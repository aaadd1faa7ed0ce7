import { AppError, type Ctx } from '@edumaster/kernel';
import type { Changer } from '../sign-in-steps/security-changes.ts';

/** Who asks for a change of their own account. @throws AppError `unauthenticated` */
export function changerOf({ actor, tenantId, locale }: Ctx): Changer {
  if (actor.kind !== 'user') throw new AppError('unauthenticated');
  return { personId: actor.userId, tenantId, actor, locale };
}

/** The sign-in that a request came by. @throws AppError `unauthenticated` */
export function signInOf({ signIn }: Ctx): string {
  if (!signIn) throw new AppError('unauthenticated');
  return signIn.id;
}
