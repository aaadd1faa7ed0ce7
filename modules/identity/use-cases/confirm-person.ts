import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, type SystemCtx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import { findPerson, passwordOf } from '../store/persons.ts';
import { CheckPassword } from './check-password.ts';
import { requireFreshSignIn } from './require-fresh-sign-in.ts';

/**
 * Before a change that whoever finds an unlocked computer must not make (password, address, second
 * factors): the current password, or, for a person without one, a sign-in of the last ten minutes.
 * Wrong passwords count as failed log-ins. Nobody confirms in somebody else's name.
 */
@Injectable()
export class ConfirmPerson {
  readonly #db: Db;
  readonly #checkPassword: CheckPassword;

  constructor(db: Db, checkPassword: CheckPassword) {
    this.#db = db;
    this.#checkPassword = checkPassword;
  }

  /**
   * @returns who it is
   * @throws AppError `password_wrong`, `sign_in_again`, `too_many_requests`,
   *   `refused_while_impersonating`
   */
  async run(ctx: Ctx, { password }: { password?: string | undefined }): Promise<Person> {
    const { actor } = ctx;
    if (actor.kind !== 'user') throw new AppError('unauthenticated');
    if (actor.impersonatedBy !== undefined) throw new AppError('refused_while_impersonating');
    const system = systemCtx('a person confirms who they are', ctx);
    const { person, hasPassword } = await this.#read(system, actor.userId);
    if (!hasPassword) await requireFreshSignIn(this.#db, ctx);
    else if (password === undefined) throw new AppError('password_wrong');
    else await this.#checkPassword.require(system, { email: person.email, password });
    return person;
  }

  #read(ctx: SystemCtx, personId: Id<'user'>): Promise<{ person: Person; hasPassword: boolean }> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('unauthenticated');
      return { person, hasPassword: (await passwordOf(tx, personId)) !== null };
    });
  }
}
