import { AppError, type Ctx, type Id } from '@edumaster/kernel';

/** The signed-in person of a request. @throws AppError `unauthenticated` */
export function userOf({ actor }: Pick<Ctx, 'actor'>): Id<'user'> {
  if (actor.kind !== 'user') throw new AppError('unauthenticated');
  return actor.userId;
}
