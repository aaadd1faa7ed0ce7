import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { type Category, listCategories } from '../store/category-store.ts';

@Injectable()
export class ListCategories {
  constructor(private readonly db: Db) {}

  async run(ctx: Ctx): Promise<readonly Category[]> {
    return this.db.inTx(ctx, (tx) => listCategories(tx));
  }
}
