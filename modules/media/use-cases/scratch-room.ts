import { statfs } from 'node:fs/promises';
import { planEncode } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { scratchBytes } from '../domain/scratch-bytes.ts';
import type { EncodeWork, Source } from './encode-work.ts';

/** An encode waits until there is room on the disk. */
export class NoScratchRoom extends Error {
  override readonly name = 'NoScratchRoom';
}

/** Looks whether what an encode is about to write will fit, so that it fills no disk. */
@Injectable()
export class ScratchRoom {
  readonly #files: Files;
  readonly #leastFreeBytes: number;

  constructor(
    stores: FileStores,
    @Inject(mediaSettingsToken)
    settings: Pick<MediaSettings, 'EDUMASTER_ENCODE_LEAST_FREE_BYTES'>,
  ) {
    this.#files = stores.delivery;
    this.#leastFreeBytes = settings.EDUMASTER_ENCODE_LEAST_FREE_BYTES;
  }

  /** @throws NoScratchRoom */
  async require({ asset }: Pick<EncodeWork, 'asset'>, { input, facts }: Source): Promise<void> {
    const { renditions } = planEncode({ input, outputFolder: '/', facts }).video;
    const seconds = facts.durationSeconds;
    const needed = scratchBytes({ sourceBytes: asset.size, seconds, renditions });
    await this.#files.withScratchFolder(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      const free = bavail * bsize;
      if (free - needed >= this.#leastFreeBytes) return;
      throw new NoScratchRoom(`${needed} bytes are needed and ${free} are free`);
    });
  }
}
