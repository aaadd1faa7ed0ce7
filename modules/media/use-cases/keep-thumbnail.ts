import { buffer } from 'node:stream/consumers';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { imageKey, sourceKey, thumbnailKey } from '../domain/file-keys.ts';
import { thumbnailFormats, thumbnailWidths } from '../domain/thumbnail-files.ts';
import { redrawThumbnail } from '../images/redraw-thumbnail.ts';
import type { Judgement } from '../store/judged-asset.ts';
import { ScanFile } from './scan-file.ts';

/** Puts what we make of an uploaded thumbnail to where everybody finds it. */
@Injectable()
export class KeepThumbnail {
  readonly #stores: FileStores;
  readonly #scan: ScanFile;

  constructor(stores: FileStores, scan: ScanFile) {
    this.#stores = stores;
    this.#scan = scan;
  }

  /** @throws FileRefused, ScannerUnavailable */
  async run(mediaId: string): Promise<Judgement> {
    const source = sourceKey(mediaId, 'thumbnail');
    const open = async () => (await this.#stores.ingest.read(source)).stream;
    await this.#scan.run(open);
    const { files, jpeg } = await redrawThumbnail(await buffer(await open()));
    for (const { name, bytes } of files) {
      await this.#stores.delivery.write(thumbnailKey(mediaId, name), bytes);
    }
    // Last: where this one is, all of them are.
    await this.#stores.delivery.write(imageKey(mediaId), jpeg);
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, jpeg.length);
    return { status: 'ready', contentType: 'image/jpeg', size, sourceKey: imageKey(mediaId) };
  }

  async forget(mediaId: string): Promise<void> {
    for (const width of thumbnailWidths) {
      for (const format of thumbnailFormats) {
        await this.#stores.delivery.delete(thumbnailKey(mediaId, `${width}.${format}`));
      }
    }
    await this.#stores.delivery.delete(imageKey(mediaId));
    await this.#stores.ingest.delete(sourceKey(mediaId, 'thumbnail'));
  }
}
