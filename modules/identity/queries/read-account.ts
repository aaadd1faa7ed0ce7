import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import { type Membership, membershipsOf } from '../store/memberships.ts';
import { findPerson } from '../store/persons.ts';

export interface Account {
  readonly person: Person;
  readonly memberships: readonly Membership[];
}

/** A person with their memberships in all tenants; what they may see of themselves. */
@Injectable()
export class ReadAccount {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `person_not_found` */
  run(ctx: SystemCtx, personId: Id<'user'>): Promise<Account> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('person_not_found');
      return { person, memberships: await membershipsOf(tx, personId) };
    });
  }
}
