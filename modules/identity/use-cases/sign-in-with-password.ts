import { type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { refusedAttempt } from '../secrets/attempt-limit.ts';
import type { SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { CheckPassword } from './check-password.ts';
import { PassFirstFactor, type SignInStep } from './pass-first-factor.ts';

export interface PasswordAnswer {
  readonly at: InteractionRequest;
  readonly progress: SignInProgress;
  readonly email: string;
  readonly password: string;
}

/** A person answers the sign-in page. */
@Injectable()
export class SignInWithPassword {
  readonly #interactions: Interactions;
  readonly #checkPassword: CheckPassword;
  readonly #passFirstFactor: PassFirstFactor;

  constructor(
    interactions: Interactions,
    checkPassword: CheckPassword,
    passFirstFactor: PassFirstFactor,
  ) {
    this.#interactions = interactions;
    this.#checkPassword = checkPassword;
    this.#passFirstFactor = passFirstFactor;
  }

  /**
   * @throws AppError `sign_in_expired`, `invalid_credentials`, `account_not_active`,
   *   `too_many_requests`
   */
  async run(ctx: SystemCtx, { at, progress, ...given }: PasswordAnswer): Promise<SignInStep> {
    await this.#interactions.hostOf(at);
    const checked = await this.#checkPassword.run(ctx, given);
    if (checked.ok) {
      return this.#passFirstFactor.run(ctx, { at, progress, personId: checked.value.id });
    }
    throw refusedAttempt(checked);
  }
}
