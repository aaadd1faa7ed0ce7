import { AppError, type Ctx, type Id } from '@edumaster/kernel';

/** The person who acts. @throws AppError `unauthenticated` when it is nobody in particular */
export function userOf(ctx: Ctx): Id<'user'> {
  if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
  return ctx.actor.userId;
}

/** The person who acts, or null when the system does. */
export function userOrNull(ctx: Ctx): Id<'user'> | null {
  return ctx.actor.kind === 'user' ? ctx.actor.userId : null;
}
