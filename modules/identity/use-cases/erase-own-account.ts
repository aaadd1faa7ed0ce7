import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import { ReadAccount } from '../queries/read-account.ts';
import { CheckPassword } from './check-password.ts';
import { EraseAccount } from './erase-account.ts';

export interface OwnErasure {
  readonly personId: Id<'user'>;
  readonly password?: string | undefined;
  readonly email: string;
}

/** A person wants to be forgotten, says so twice, and is. */
@Injectable()
export class EraseOwnAccount {
  readonly #readAccount: ReadAccount;
  readonly #checkPassword: CheckPassword;
  readonly #eraseAccount: EraseAccount;

  constructor(readAccount: ReadAccount, checkPassword: CheckPassword, eraseAccount: EraseAccount) {
    this.#readAccount = readAccount;
    this.#checkPassword = checkPassword;
    this.#eraseAccount = eraseAccount;
  }

  /** @throws AppError `validation_failed` for another address, `runs_a_place_alone` */
  async run(ctx: Ctx, { personId, email, password }: OwnErasure): Promise<void> {
    const system = systemCtx('a person wants to be forgotten', ctx);
    const { person } = await this.#readAccount.run(system, personId);
    if (normalizedEmail(email) !== person.email) {
      const message = 'is not the address of this account';
      throw new AppError('validation_failed', { errors: [{ path: 'email', message }] });
    }
    const checked = await this.#checkPassword.run(system, { email, password: password ?? '' });
    if (!checked.ok) throw new AppError('invalid_credentials');
    const { actor, tenantId } = ctx;
    await this.#eraseAccount.run(system, { personId, actor, tenantId });
  }
}
