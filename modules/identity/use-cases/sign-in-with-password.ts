import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { CheckPassword } from './check-password.ts';

/** A person answers the sign-in page. */
@Injectable()
export class SignInWithPassword {
  readonly #interactions: Interactions;
  readonly #checkPassword: CheckPassword;

  constructor(interactions: Interactions, checkPassword: CheckPassword) {
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
    await this.#interactions.hostOf(input.at);
    const checked = await this.#checkPassword.run(ctx, input);
    if (checked.ok) return this.#interactions.finish(input.at, checked.value.id);
    const { refusal, detail } = checked;
    throw new AppError(refusal, detail ? { retryAfterSeconds: Number(detail) } : {});
  }
}
