import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import { ConfirmPerson } from './confirm-person.ts';
import { EraseAccount } from './erase-account.ts';

export interface OwnErasure {
  readonly password?: string | undefined;
  readonly email: string;
}

/** A person wants to be forgotten, says so twice, and is. */
@Injectable()
export class EraseOwnAccount {
  readonly #confirmPerson: ConfirmPerson;
  readonly #eraseAccount: EraseAccount;

  constructor(confirmPerson: ConfirmPerson, eraseAccount: EraseAccount) {
    this.#confirmPerson = confirmPerson;
    this.#eraseAccount = eraseAccount;
  }

  /**
   * @throws AppError those of `ConfirmPerson`, `validation_failed` for another address,
   *   `runs_a_place_alone`
   */
  async run(ctx: Ctx, { password, email }: OwnErasure): Promise<void> {
    const person = await this.#confirmPerson.run(ctx, { password });
    if (normalizedEmail(email) !== person.email) {
      const message = 'is not the address of this account';
      throw new AppError('validation_failed', { errors: [{ path: 'email', message }] });
    }
    const { actor, tenantId } = ctx;
    const system = systemCtx('a person wants to be forgotten', ctx);
    await this.#eraseAccount.run(system, { personId: person.id, actor, tenantId });
  }
}
