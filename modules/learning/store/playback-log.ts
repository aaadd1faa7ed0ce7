import { type Ctx, type Id, id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { playbackStarted } from '../events.ts';
import { GroupCommit } from './group-commit.ts';
import type { LearnerLecture } from './lecture-progress-store.ts';

/** What a learner begins with. */
export interface BegunPlayback {
  readonly isRevoked: boolean;
  readonly expiresAt: Date | null;
  readonly lastPositionSeconds: number;
  /** As the last player reported it. */
  readonly durationSeconds: number | null;
}

interface Entry {
  readonly ctx: Ctx;
  readonly learner: LearnerLecture;
}

interface Row {
  readonly n: string;
  readonly status: 'active' | 'revoked';
  readonly expiresAt: Date | null;
  readonly lastPositionSeconds: number;
  readonly durationSeconds: number | null;
  readonly isStart: boolean;
}

/** Players ask for fresh addresses every ten minutes at the latest; a longer silence is a new start. */
const silence = '15 minutes';

const mostTenants = 1_000;

/**
 * Notes who begins to watch what, and says in the same step whether they are enrolled and where they
 * stopped. Those of a tenant who come within some milliseconds share a transaction.
 */
@Injectable()
export class PlaybackLog {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #groups = new LRUCache<Id<'tenant'>, GroupCommit<Entry, BegunPlayback | undefined>>({
    max: mostTenants,
  });

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  /**
   * Resolves when the note is durable. Nothing is noted of somebody whose enrollment is over.
   * @returns undefined for somebody who was never enrolled
   */
  begin(ctx: Ctx, learner: LearnerLecture): Promise<BegunPlayback | undefined> {
    return this.#groupOf(ctx.tenantId).add({ ctx, learner });
  }

  #groupOf(tenantId: Id<'tenant'>): GroupCommit<Entry, BegunPlayback | undefined> {
    const known = this.#groups.get(tenantId);
    if (known) return known;
    const group = new GroupCommit<Entry, BegunPlayback | undefined>({
      delayMilliseconds: 4,
      maxItems: 500,
      maxInFlight: 2,
      commit: (entries) => this.#note(entries),
    });
    this.#groups.set(tenantId, group);
    return group;
  }

  async #note(entries: readonly Entry[]): Promise<readonly (BegunPlayback | undefined)[]> {
    const [first] = entries;
    if (!first) return [];
    const rows = await this.#db.inTx(first.ctx, async (tx) => {
      const begun = await begin(tx, entries);
      await this.#tellStarts(tx, entries, begun);
      return begun;
    });
    return entries.map((_, index) => {
      const row = rows.get(index);
      if (!row) return undefined;
      const { status, expiresAt, lastPositionSeconds, durationSeconds } = row;
      return { isRevoked: status === 'revoked', expiresAt, lastPositionSeconds, durationSeconds };
    });
  }

  async #tellStarts(
    tx: Tx,
    entries: readonly Entry[],
    begun: ReadonlyMap<number, Row>,
  ): Promise<void> {
    const told = new Set<string>();
    for (const [index, { ctx, learner }] of entries.entries()) {
      const { userId, courseId, lectureId } = learner;
      // Of two tabs that start in the same moment only one does.
      const name = `${userId}/${courseId}/${lectureId}`;
      if (!begun.get(index)?.isStart || told.has(name)) continue;
      told.add(name);
      const event = eventOf(playbackStarted, {
        userId,
        courseId: id(courseId),
        lectureId: id(lectureId),
      });
      // The transaction is the group's; who started, and in which request, is their own.
      await this.#outbox.emit({ ...tx, ctx }, event);
    }
  }
}

/** @returns by the index of the entry */
async function begin(tx: Tx, entries: readonly Entry[]): Promise<ReadonlyMap<number, Row>> {
  const list = (pick: (learner: LearnerLecture) => string) =>
    entries.map(({ learner }) => pick(learner));
  const latest = Math.max(...entries.map(({ ctx }) => ctx.now.getTime()));
  const rows = await tx.rows<Row>({
    name: 'learning.begin-playbacks',
    text: `select n, status, expires_at as "expiresAt",
             last_position_seconds as "lastPositionSeconds",
             duration_seconds as "durationSeconds", is_start as "isStart"
           from learning.begin_playbacks($1, $2, $3, $4, $5)`,
    values: [
      list(({ userId }) => userId),
      list(({ courseId }) => courseId),
      list(({ lectureId }) => lectureId),
      new Date(latest),
      silence,
    ],
  });
  return new Map(rows.map((row) => [Number(row.n) - 1, row]));
}
