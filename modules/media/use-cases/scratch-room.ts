import { statfs } from 'node:fs/promises';
import { planEncode, type Rendition } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
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
    const needed = asset.size + writtenBytes(renditions, facts.durationSeconds);
    await this.#files.withScratchFolder(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      const free = bavail * bsize;
      if (free - needed >= this.#leastFreeBytes) return;
      throw new NoScratchRoom(`${needed} bytes are needed and ${free} are free`);
    });
  }
}

/** Constant quality takes about half of the ceiling; of what is under way twice is written. */
function writtenBytes(renditions: readonly Rendition[], seconds: number): number {
  return renditions.reduce(
    (sum, { maxBitsPerSecond }) => sum + (maxBitsPerSecond / 8) * seconds,
    0,
  );
}
