import { buffer } from 'node:stream/consumers';
import { Db } from '@edumaster/database';
import { Files } from '@edumaster/files';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { exportKey } from '../domain/personal-export.ts';
import { Seal } from '../secrets/seal.ts';
import { findExport } from '../store/privacy-store.ts';

/** The file with a person's data, for that person. */
@Injectable()
export class ReadExportFile {
  readonly #db: Db;
  readonly #files: Files;
  readonly #seal: Seal;

  constructor(db: Db, files: Files, installation: Installation) {
    this.#db = db;
    this.#files = files;
    this.#seal = new Seal(installation.rootSecret, 'personal-export');
  }

  /** @throws AppError `export_not_found` for one of somebody else, too */
  async run(
    ctx: SystemCtx,
    input: { personId: Id<'user'>; exportId: Id<'export'> },
  ): Promise<Record<string, unknown>> {
    const { personId, exportId } = input;
    const found = await this.#db.inSystemTx(ctx, (tx) => findExport(tx, personId, exportId));
    if (found?.status !== 'ready' || !(await this.#files.stat(exportKey(exportId)))) {
      throw new AppError('export_not_found');
    }
    const { stream } = await this.#files.read(exportKey(exportId));
    const sealed = (await buffer(stream)).toString();
    const content = this.#seal.open(sealed, exportId);
    if (content === undefined) throw new Error(`export ${exportId} cannot be opened`);
    return JSON.parse(content) as Record<string, unknown>;
  }
}
