import { createReadStream } from 'node:fs';
import { Db } from '@edumaster/database';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { FileRefused } from '../private-files/refusal.ts';
import { keepScan } from '../store/encode-run.ts';
import type { EncodeWork } from './encode-work.ts';
import { ScanFile } from './scan-file.ts';

/**
 * Has an uploaded video scanned before the encoder sees it. A run that goes on with the work of
 * another one does not ask again; who has a video encoded again does.
 */
@Injectable()
export class ScanVideo {
  readonly #db: Db;
  readonly #scan: ScanFile;
  readonly #takesTooLarge: boolean;

  constructor(
    db: Db,
    scan: ScanFile,
    @Inject(mediaSettingsToken) settings: Pick<MediaSettings, 'EDUMASTER_UNSCANNED_VIDEOS'>,
  ) {
    this.#db = db;
    this.#scan = scan;
    this.#takesTooLarge = settings.EDUMASTER_UNSCANNED_VIDEOS === 'take';
  }

  /**
   * @param input a path of this machine
   * @throws FileRefused `file_infected`, `video_too_large_to_scan`
   * @throws ScannerUnavailable, ClaimLost
   */
  async run({ ctx, run, asset, report, signal }: EncodeWork, input: string): Promise<void> {
    if (!this.#scan.isSet || asset.virusScan !== null) return;
    report('scanning');
    const verdict = await this.#scan.judge(() => Promise.resolve(createReadStream(input)), signal);
    if (verdict === undefined) return;
    if (verdict === 'too_large' && !this.#takesTooLarge) {
      throw new FileRefused('video_too_large_to_scan');
    }
    await this.#db.inTx(ctx, (tx) => keepScan(tx, run, verdict));
  }
}
