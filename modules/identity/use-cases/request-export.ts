import { Db, violatesUnique } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id, newId, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { userExportRequested } from '../events.ts';
import { insertExport } from '../store/privacy-store.ts';

/** A person asks for everything that is known of them. */
@Injectable()
export class RequestExport {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  /** @throws AppError `export_waiting` while another one is being made */
  async run(ctx: Ctx, { personId }: { personId: Id<'user'> }): Promise<Id<'export'>> {
    const { tenantId } = ctx;
    const exportId = newId<'export'>(ctx.now.getTime());
    const system = systemCtx('a person asks for their data', ctx);
    try {
      await this.#db.inSystemTx(system, async (tx) => {
        await insertExport(tx, { id: exportId, personId, tenantId });
        await this.#outbox.emitFor(tx, tenantId, eventOf(userExportRequested, { exportId }));
      });
    } catch (error) {
      if (!violatesUnique(error, 'personal_exports_waiting')) throw error;
      throw new AppError('export_waiting', { retryAfterSeconds: 60 });
    }
    return exportId;
  }
}
