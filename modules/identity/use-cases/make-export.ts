import { Db } from '@edumaster/database';
import { type Ctx, type Id, id, systemCtx } from '@edumaster/kernel';
import { PersonalDataSources } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { exportDays } from '../domain/personal-export.ts';
import { AccountData } from '../queries/account-data.ts';
import { ExportFiles } from '../store/export-files.ts';
import { finishExport, requestOf, tenantsOf } from '../store/privacy-store.ts';

const dayMilliseconds = 24 * 3600 * 1_000;

/** Gathers everything that is known of a person, from all modules and in all tenants, in one file. */
@Injectable()
export class MakeExport {
  readonly #db: Db;
  readonly #files: ExportFiles;
  readonly #accountData: AccountData;
  readonly #sources: PersonalDataSources;

  constructor(db: Db, files: ExportFiles, accountData: AccountData, sources: PersonalDataSources) {
    this.#db = db;
    this.#files = files;
    this.#accountData = accountData;
    this.#sources = sources;
  }

  async run(ctx: Ctx, input: { exportId: string }): Promise<void> {
    const exportId = id<'export'>(input.exportId);
    const system = systemCtx('everything that is known of a person is gathered for them', ctx);
    const request = await this.#db.inSystemTx(system, (tx) => requestOf(tx, exportId));
    if (request?.status !== 'requested') {
      // An attempt that was killed after it had written may have left a file that nobody waits for.
      if (request?.status !== 'ready') await this.#files.delete(exportId);
      return;
    }
    const content = JSON.stringify(await this.#gather(ctx, request.personId), null, 2);
    const size = await this.#files.write(exportId, content);
    const isWanted = await this.#db.inSystemTx(system, (tx) =>
      finishExport(tx, exportId, {
        size,
        expiresAt: new Date(tx.ctx.now.getTime() + exportDays * dayMilliseconds),
      }),
    );
    if (!isWanted) await this.#files.delete(exportId);
  }

  async #gather(ctx: Ctx, userId: Id<'user'>) {
    const system = systemCtx('everything that is known of a person is gathered for them', ctx);
    const tenantIds = await this.#db.inSystemTx(system, (tx) => tenantsOf(tx, userId));
    const places = [];
    for (const tenantId of tenantIds) {
      places.push({ tenantId, ...(await this.#gatherIn({ ...ctx, tenantId }, userId)) });
    }
    const account = await this.#accountData.run(system, userId);
    return { gatheredAt: ctx.now.toISOString(), account, places };
  }

  async #gatherIn(ctx: Ctx, userId: Id<'user'>): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const source of this.#sources.all()) {
      const collected = await source.collect(ctx, { userId });
      if (Object.keys(collected).length > 0) found[source.heading] = collected;
    }
    return found;
  }
}
