import { stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { type Ctx, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { sourceKey } from '../domain/file-keys.ts';
import { isPrivate, type MediaPurpose } from '../domain/media-purpose.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { AssetIntake } from './asset-intake.ts';

export interface LocalFile {
  readonly ownerId: string;
  /** Of a file of this machine, which stays there. */
  readonly path: string;
  readonly filename: string;
  readonly purpose: MediaPurpose;
}

/** Takes a file of this machine in as if it had been uploaded. */
@Injectable()
export class IngestFile {
  readonly #db: Db;
  readonly #files: Files;
  readonly #privateFiles: PrivateFiles;
  readonly #intake: AssetIntake;

  constructor(db: Db, stores: FileStores, privateFiles: PrivateFiles, intake: AssetIntake) {
    this.#db = db;
    this.#files = stores.ingest;
    this.#privateFiles = privateFiles;
    this.#intake = intake;
  }

  async run(ctx: Ctx, { ownerId, path, filename, purpose }: LocalFile): Promise<string> {
    const mediaId = newId<'media'>();
    const { size } = await stat(path);
    const key = sourceKey(mediaId, purpose);
    const content = createReadStream(path);
    if (isPrivate(purpose)) await this.#privateFiles.write(key, { mediaId, size }, content);
    else await this.#files.write(key, content);
    const about = { lectureId: null, documentKind: null };
    const file = { mediaId, ownerId, purpose, filename, size, ...about };
    const state = await this.#intake.judge(file);
    await this.#db.inTx(ctx, (tx) => this.#intake.take(tx, file, state));
    return mediaId;
  }
}
