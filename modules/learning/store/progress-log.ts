import type { Ctx } from '@edumaster/kernel';
import { Db, type Home } from '@edumaster/database';
import { Inject, Injectable } from '@nestjs/common';
import { type LearningSettings, learningSettingsToken } from '../config.ts';
import type { Watching } from '../domain/heartbeat.ts';
import { GroupCommit } from './group-commit.ts';

export interface ProgressEvent extends Watching {
  readonly id: string;
  readonly userId: string;
  readonly courseId: string;
  readonly lectureId: string;
  readonly eventKey: string | null;
  readonly durationSeconds: number | null;
}

export interface RecordedEvent {
  readonly outcome: 'recorded' | 'repeated' | 'not_enrolled';
  /** The lecture is complete, and that was not published yet. */
  readonly isUnannounced: boolean;
}

interface Entry {
  readonly ctx: Ctx;
  readonly event: ProgressEvent;
}

const unreported: RecordedEvent = { outcome: 'not_enrolled', isUnannounced: false };

/**
 * The log of what players report. Events of all requests of some milliseconds are written by one
 * statement: at thousands of heartbeats a second a commit for each would cost the database tens of
 * times as much.
 */
@Injectable()
export class ProgressLog {
  readonly #db: Db;
  readonly #completionShare: number;
  /** A statement cannot span databases, and one that is away must not hold up the others. */
  readonly #groups = new Map<Home, GroupCommit<Entry, RecordedEvent>>();

  constructor(db: Db, @Inject(learningSettingsToken) settings: LearningSettings) {
    this.#db = db;
    this.#completionShare = settings.EDUMASTER_COMPLETION_PERCENT / 100;
  }

  /** Resolves when the event is durable. */
  append(ctx: Ctx, event: ProgressEvent): Promise<RecordedEvent> {
    return this.#groupOf(this.#db.homeOf(ctx.tenantId)).add({ ctx, event });
  }

  #groupOf(home: Home): GroupCommit<Entry, RecordedEvent> {
    const known = this.#groups.get(home);
    if (known) return known;
    const group = new GroupCommit<Entry, RecordedEvent>({
      delayMilliseconds: 8,
      maxItems: 1_000,
      maxInFlight: 2,
      commit: (entries) => record(this.#db, this.#completionShare, entries),
    });
    this.#groups.set(home, group);
    return group;
  }
}

async function record(
  db: Db,
  completionShare: number,
  entries: readonly Entry[],
): Promise<RecordedEvent[]> {
  const [first] = entries;
  if (!first) return [];
  const list = <Value>(pick: (entry: Entry) => Value): Value[] => entries.map(pick);
  const values = [
    completionShare,
    list(({ event }) => event.id),
    list(({ ctx }) => ctx.tenantId),
    list(({ event }) => event.userId),
    list(({ event }) => event.courseId),
    list(({ event }) => event.lectureId),
    list(({ event }) => event.eventKey),
    list(({ event }) => event.positionSeconds),
    list(({ event }) => event.playedSeconds),
    list(({ event }) => event.durationSeconds),
    list(({ event }) => event.eventAt),
  ];
  // The function is given every row's tenant; whose transaction of their home it runs in does not
  // matter. Should one of them move at this moment, `at_home` refuses and each is sent by itself.
  const rows = await db.inTx(first.ctx, (tx) =>
    tx.rows<RecordedEvent & { id: string }>({
      name: 'learning.record-progress',
      text: `select event_id as id, outcome, is_unannounced as "isUnannounced"
             from learning.record_progress($1, $2, platform.at_home($3), $4, $5, $6, $7, $8, $9, $10, $11)`,
      values,
    }),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return entries.map(({ event }) => byId.get(event.id) ?? unreported);
}
