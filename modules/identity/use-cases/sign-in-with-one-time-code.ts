import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { refusedAttempt } from '../secrets/attempt-limit.ts';
import { firstStepSeconds, type SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { CheckOneTimeCode } from './check-one-time-code.ts';
import { FinishSignIn } from './finish-sign-in.ts';

/** A person answers with the second factor, soon after the first. */
@Injectable()
export class SignInWithOneTimeCode {
  readonly #interactions: Interactions;
  readonly #checkCode: CheckOneTimeCode;
  readonly #finishSignIn: FinishSignIn;

  constructor(interactions: Interactions, checkCode: CheckOneTimeCode, finishSignIn: FinishSignIn) {
    this.#interactions = interactions;
    this.#checkCode = checkCode;
    this.#finishSignIn = finishSignIn;
  }

  /**
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`, `first_step_expired`, `invalid_one_time_code`,
   *   `too_many_requests`, `account_not_active`
   */
  async run(
    ctx: SystemCtx,
    input: { at: InteractionRequest; progress: SignInProgress; code: string },
  ): Promise<string> {
    const { at, progress, code } = input;
    const { tenantId } = await this.#interactions.hostOf(at);
    if (!progress.firstStep) throw new AppError('first_step_expired');
    const { personId, expiresAt } = progress.firstStep;
    const since = new Date(expiresAt - firstStepSeconds * 1_000);
    const checked = await this.#checkCode.run(ctx, { personId, tenantId, code });
    if (checked.ok) return this.#finishSignIn.run(ctx, { at, progress, personId, since });
    throw refusedAttempt(checked);
  }
}
