import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import { findPerson } from '../store/persons.ts';
import type { ConfirmPerson } from '../use-cases/confirm-person.ts';
import { requireFreshSignIn } from '../use-cases/require-fresh-sign-in.ts';

/**
 * In the place of `ConfirmPerson`: passwords are the issuer's, and one from before it came opens
 * nothing any more.
 */
@Injectable()
export class ConfirmBySignIn implements Pick<ConfirmPerson, 'run'> {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `sign_in_again`, `refused_while_impersonating` */
  async run(ctx: Ctx): Promise<Person> {
    const { actor } = ctx;
    if (actor.kind !== 'user') throw new AppError('unauthenticated');
    if (actor.impersonatedBy !== undefined) throw new AppError('refused_while_impersonating');
    await requireFreshSignIn(this.#db, ctx);
    const system = systemCtx('a person confirms who they are', ctx);
    const person = await this.#db.inSystemTx(system, (tx) => findPerson(tx, actor.userId));
    if (!person) throw new AppError('unauthenticated');
    return person;
  }
}
