import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { CreateAccount } from './create-account.ts';

export interface SignUpForm {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A person answers the sign-up page, and becomes a member where they came from. */
@Injectable()
export class SignUp {
  readonly #interactions: Interactions;
  readonly #createAccount: CreateAccount;

  constructor(interactions: Interactions, createAccount: CreateAccount) {
    this.#interactions = interactions;
    this.#createAccount = createAccount;
  }

  /**
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`, `email_taken`
   */
  async run(
    ctx: SystemCtx,
    { at, form }: { at: InteractionRequest; form: SignUpForm },
  ): Promise<string> {
    const { tenantId, newcomerRole } = await this.#interactions.hostOf(at);
    const account = { ...form, tenantId, role: newcomerRole };
    return this.#interactions.finish(at, await this.#createAccount.run(ctx, account));
  }
}
