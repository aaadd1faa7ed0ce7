import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { actingUser } from '../use-cases/acting-user.ts';
import { type SignInRow, signInsOf } from '../store/sign-ins.ts';
import { idleLimit } from './find-actor.ts';

/** Where a person is signed in. */
@Injectable()
export class ListSignIns {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: Ctx): Promise<readonly SignInRow[]> {
    const personId = actingUser(ctx);
    const currentId = ctx.signIn?.id ?? '';
    return this.#db.inSystemTx(systemCtx('a person looks at their devices', ctx), (tx) =>
      signInsOf(tx, personId, { currentId, idleLimit }),
    );
  }
}
