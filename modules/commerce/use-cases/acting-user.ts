import { AppError, type Ctx, type Id } from '@edumaster/kernel';

/** @throws AppError `unauthenticated` when nobody is signed in */
export function actingUser(ctx: Ctx): Id<'user'> {
  if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
  return ctx.actor.userId;
}
