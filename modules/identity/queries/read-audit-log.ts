import { AuditLog, type AuditQuery, type AuditRecord } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { type Actor, type Ctx, type Id, id, isId } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';

export interface AuditPage {
  readonly items: readonly AuditRecord[];
  /** Names of the persons in it who are still there. */
  readonly names: ReadonlyMap<string, string>;
  readonly nextCursor: Id<'audit-entry'> | null;
}

/** What was done in a tenant by those who run it. */
@Injectable()
export class ReadAuditLog {
  readonly #db: Db;
  readonly #audit: AuditLog;

  constructor(db: Db, audit: AuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  async run(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
    const { limit } = query;
    const asked = { ...query, limit: limit + 1 };
    // A tenant with a database of its own has its business there, and its members here. For all
    // others both are the same, and every entry comes twice.
    const ofPlatform = await this.#db.inPlatformTx(ctx, (tx) => this.#audit.list(tx, asked));
    const ofTenant = await this.#db.inTx(ctx, (tx) => this.#audit.list(tx, asked));
    const byId = new Map([...ofPlatform, ...ofTenant].map((entry) => [entry.id, entry]));
    const found = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = found.length > limit && last ? last.id : null;
    return { items, names: await this.#namesIn(ctx, items), nextCursor };
  }

  async #namesIn(ctx: Ctx, entries: readonly AuditRecord[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(entries.flatMap(({ actor, subject }) => [...personsIn(actor, subject)]));
    if (ids.size === 0) return new Map();
    const rows = await this.#db.inPlatformTx(ctx, (tx) =>
      tx.rows<{ id: string; name: string }>({
        name: 'identity.person-cards',
        text: 'select id, name from identity.person_cards($1::uuid[])',
        values: [[...ids]],
      }),
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}

function personsIn(actor: Actor, subject: AuditRecord['subject']): readonly Id<'user'>[] {
  const acting = actor.kind === 'user' ? [actor.userId, actor.impersonatedBy] : [];
  const about = subject.kind === 'user' && isId(subject.id) ? [id<'user'>(subject.id)] : [];
  return [...acting, ...about].filter((userId) => userId !== undefined);
}
