import type { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { provenAt } from '../store/sign-ins.ts';

const freshSeconds = 10 * 60;

/** Who signed in a moment ago need not say again who they are. @throws AppError `sign_in_again` */
export async function requireFreshSignIn(db: Db, ctx: Ctx): Promise<void> {
  const { signIn, now } = ctx;
  const system = systemCtx('a person confirms who they are', ctx);
  // A browser that reaches another host is signed in there without being asked anything.
  const at =
    signIn?.kind === 'browser'
      ? await db.inSystemTx(system, (tx) => provenAt(tx, signIn.id))
      : signIn?.at;
  const isFresh = at !== undefined && at.getTime() > now.getTime() - freshSeconds * 1_000;
  if (!isFresh) throw new AppError('sign_in_again');
}
