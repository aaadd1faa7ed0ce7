import { join } from 'node:path';
import { planEncode } from '@edumaster/encoder';
import { type Files, FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import type { EncodeStep } from '../domain/encode-steps.ts';
import type { EncodeWork, Source } from './encode-work.ts';
import { RenditionKeeper } from './rendition-keeper.ts';

/** Makes the sizes of one step, and the sound if it is its turn, by one decode. */
@Injectable()
export class EncodeWhole {
  readonly #files: Files;
  readonly #renditions: RenditionKeeper;

  constructor(stores: FileStores, renditions: RenditionKeeper) {
    this.#files = stores.delivery;
    this.#renditions = renditions;
  }

  async run(work: EncodeWork, { input, facts }: Source, step: EncodeStep): Promise<void> {
    const { encoder, signal, report } = work;
    const share = step.to - step.from;
    await this.#files.withScratchFolder(async (outputFolder) => {
      const plan = planEncode({ input, outputFolder, facts, renditions: step.renditions });
      const audio = plan.audio.filter(({ name }) => step.sounds.includes(name));
      const options = {
        onProgress: (fraction: number) => report('encoding', step.from + share * fraction),
        signal,
      };
      const tracks = await encoder.encode({ ...plan, audio }, options);
      const made = tracks.map((track) => ({ track, path: join(outputFolder, track.file) }));
      await this.#renditions.keep(work, made);
    });
  }
}
