import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ProfileChange, updateProfile } from '../store/persons.ts';

/** A person changes what others know of them. */
@Injectable()
export class ChangeProfile {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, input: { personId: Id<'user'>; change: ProfileChange }): Promise<void> {
    return this.#db.inSystemTx(ctx, (tx) => updateProfile(tx, input.personId, input.change));
  }
}
