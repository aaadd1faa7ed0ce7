import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { queryOf } from '../domain/words.ts';
import { type Suggestion, suggestTitles } from '../store/card-store.ts';

const maxSuggestions = 8;

@Injectable()
export class SuggestCourses {
  constructor(private readonly db: Db) {}

  /** Titles that may be meant by what was typed so far. */
  async run(ctx: Ctx, { q }: { q: string }): Promise<readonly Suggestion[]> {
    const query = queryOf(q, 'A');
    if (query === undefined) return [];
    return this.db.inTx(ctx, (tx) => suggestTitles(tx, query, maxSuggestions));
  }
}
