import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ExportFiles } from '../store/export-files.ts';
import { findExport } from '../store/privacy-store.ts';

/** The file with a person's data, for that person. */
@Injectable()
export class ReadExportFile {
  readonly #db: Db;
  readonly #files: ExportFiles;

  constructor(db: Db, files: ExportFiles) {
    this.#db = db;
    this.#files = files;
  }

  /** @throws AppError `export_not_found` for one of somebody else, too */
  async run(
    ctx: SystemCtx,
    input: { personId: Id<'user'>; exportId: Id<'export'> },
  ): Promise<Record<string, unknown>> {
    const { personId, exportId } = input;
    const found = await this.#db.inSystemTx(ctx, (tx) => findExport(tx, personId, exportId));
    const content = found?.status === 'ready' ? await this.#files.read(exportId) : undefined;
    if (content === undefined) throw new AppError('export_not_found');
    return JSON.parse(content) as Record<string, unknown>;
  }
}
