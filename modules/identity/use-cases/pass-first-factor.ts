import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { firstStepSeconds, type SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { CheckOneTimeCode } from './check-one-time-code.ts';
import { FinishSignIn, type KnownPerson } from './finish-sign-in.ts';

/** What the sign-in page does next. */
export type SignInStep =
  | { readonly next: 'go-on'; readonly redirectTo: string }
  | { readonly next: 'one-time-code'; readonly progress: SignInProgress };

/** A person has shown one factor: who has turned one-time codes on is asked for the second. */
@Injectable()
export class PassFirstFactor {
  readonly #checkCode: CheckOneTimeCode;
  readonly #finishSignIn: FinishSignIn;

  constructor(checkCode: CheckOneTimeCode, finishSignIn: FinishSignIn) {
    this.#checkCode = checkCode;
    this.#finishSignIn = finishSignIn;
  }

  /** @throws AppError `sign_in_expired`, `account_not_active` */
  async run(ctx: SystemCtx, known: KnownPerson): Promise<SignInStep> {
    const { personId, progress } = known;
    if (await this.#checkCode.isOn(ctx, personId)) {
      const expiresAt = ctx.now.getTime() + firstStepSeconds * 1_000;
      const firstStep = { personId, expiresAt };
      return { next: 'one-time-code', progress: { ...progress, firstStep } };
    }
    return { next: 'go-on', redirectTo: await this.#finishSignIn.run(ctx, known) };
  }
}
