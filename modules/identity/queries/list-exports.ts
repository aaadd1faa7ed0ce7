import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { PersonalExport } from '../domain/personal-export.ts';
import { exportsOf } from '../store/privacy-store.ts';

/** The files that a person asked for, the newest first. */
@Injectable()
export class ListExports {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, personId: Id<'user'>): Promise<readonly PersonalExport[]> {
    return this.#db.inSystemTx(ctx, (tx) => exportsOf(tx, personId));
  }
}
