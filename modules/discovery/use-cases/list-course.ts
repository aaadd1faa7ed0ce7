import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { Card } from '../domain/card.ts';
import { putCard } from '../store/card-store.ts';

@Injectable()
export class ListCourse {
  constructor(private readonly db: Db) {}

  /** Makes a published version findable in place of the one before. */
  async run(ctx: Ctx, { card }: { card: Card }): Promise<void> {
    await this.db.inTx(ctx, (tx) => putCard(tx, card));
  }
}
