import { AuditLog, type TenantAuditRecord } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';

export interface SecurityLogQuery {
  readonly personId: Id<'user'>;
  readonly before: Id<'audit-entry'> | undefined;
  readonly limit: number;
}

/** What was done to a person's own account, in every tenant. */
@Injectable()
export class ReadSecurityLog {
  readonly #db: Db;
  readonly #audit: AuditLog;

  constructor(db: Db, audit: AuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  async run(
    ctx: SystemCtx,
    { personId, before, limit }: SecurityLogQuery,
  ): Promise<{ items: readonly TenantAuditRecord[]; nextCursor: string | null }> {
    const query = {
      subject: { kind: 'user', id: personId },
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
    };
    const found = await this.#db.inSystemTx(ctx, (tx) => this.#audit.listAbout(tx, query));
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
