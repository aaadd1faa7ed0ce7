import { Db, type SystemTx } from '@edumaster/database';
import { AuditLog } from '@edumaster/audit';
import { eventOf, Outbox } from '@edumaster/events';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type IdentitySettings, identitySettingsToken } from '../config.ts';
import { userFilesDiscarded } from '../events.ts';
import {
  deleteDocuments,
  overdueDocuments,
  type OverdueDocuments,
} from '../store/applicant-documents.ts';

const dayMilliseconds = 24 * 3_600 * 1_000;

/** Persons of a transaction. */
const batchSize = 100;

/** Papers of those who were rejected, or never applied, are deleted after some time. */
@Injectable()
export class DiscardDocuments implements CronHandler {
  readonly name = 'identity.discard-documents';
  readonly schedule = '41 3 * * *';
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #keptDays: number;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    @Inject(identitySettingsToken) settings: IdentitySettings,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#keptDays = settings.EDUMASTER_KYC_RETENTION_DAYS;
  }

  async run(signal: AbortSignal): Promise<void> {
    const ctx = systemCtx('papers that are needed no longer are deleted');
    const before = new Date(ctx.now.getTime() - this.#keptDays * dayMilliseconds);
    let found = batchSize;
    while (found === batchSize) {
      signal.throwIfAborted();
      found = await this.#db.inSystemTx(ctx, async (tx) => {
        const overdue = await overdueDocuments(tx, { before, limit: batchSize });
        for (const documents of overdue) await this.#discard(tx, documents);
        return overdue.length;
      });
    }
  }

  async #discard(tx: SystemTx, { tenantId, personId, mediaIds }: OverdueDocuments): Promise<void> {
    const deleted = await deleteDocuments(tx, { tenantId, personId }, mediaIds);
    const data = { userId: personId, mediaIds: [...deleted] };
    await this.#outbox.emitFor(tx, tenantId, eventOf(userFilesDiscarded, data));
    const actor = { kind: 'system', reason: `cron ${this.name}` } as const;
    const entry = {
      action: 'document.discarded',
      subject: { kind: 'user', id: personId },
      details: { mediaIds: deleted },
    };
    await this.#audit.recordFor(tx, { tenantId, actor }, entry);
  }
}
