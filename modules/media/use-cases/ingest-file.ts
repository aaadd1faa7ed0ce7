import { stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { type Ctx, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Files } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { sourceKey } from '../domain/file-keys.ts';
import type { MediaPurpose } from '../domain/media-purpose.ts';
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
  readonly #intake: AssetIntake;

  constructor(db: Db, files: Files, intake: AssetIntake) {
    this.#db = db;
    this.#files = files;
    this.#intake = intake;
  }

  async run(ctx: Ctx, { ownerId, path, filename, purpose }: LocalFile): Promise<string> {
    const mediaId = newId<'media'>();
    const { size } = await stat(path);
    await this.#files.write(sourceKey(mediaId, purpose), createReadStream(path));
    const file = { mediaId, ownerId, purpose, filename, size, lectureId: null };
    const state = await this.#intake.judge(file);
    await this.#db.inTx(ctx, (tx) => this.#intake.take(tx, file, state));
    return mediaId;
  }
}
