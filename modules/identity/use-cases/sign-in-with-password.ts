import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { tokenHash } from '../secrets/seal.ts';
import { wasSignedOutSince } from '../store/end-sign-ins.ts';
import { deleteRecord } from '../store/oidc-records.ts';
import { CheckPassword } from './check-password.ts';

/** A person answers the sign-in page. */
@Injectable()
export class SignInWithPassword {
  readonly #db: Db;
  readonly #interactions: Interactions;
  readonly #checkPassword: CheckPassword;

  constructor(db: Db, interactions: Interactions, checkPassword: CheckPassword) {
    this.#db = db;
    this.#interactions = interactions;
    this.#checkPassword = checkPassword;
  }

  /**
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`, `invalid_credentials`, `account_not_active`,
   *   `too_many_requests`
   */
  async run(
    ctx: SystemCtx,
    input: { at: InteractionRequest; email: string; password: string },
  ): Promise<string> {
    const { at } = input;
    await this.#interactions.hostOf(at);
    const checked = await this.#checkPassword.run(ctx, input);
    if (!checked.ok) {
      const { refusal, detail } = checked;
      throw new AppError(refusal, detail ? { retryAfterSeconds: Number(detail) } : {});
    }
    const { id } = checked.value;
    const goOn = await this.#interactions.finish(at, id);
    if (!(await this.#isStillValid(ctx, at, id))) throw new AppError('invalid_credentials');
    return goOn;
  }

  /** False when everybody was signed out of the account while this password was being checked. */
  #isStillValid(ctx: SystemCtx, at: InteractionRequest, personId: Id<'user'>): Promise<boolean> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await wasSignedOutSince(tx, personId, ctx.now))) return true;
      await deleteRecord(tx, { model: 'Interaction', id: tokenHash(at.uid) });
      return false;
    });
  }
}
