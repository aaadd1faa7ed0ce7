import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { resourceKey, sourceKey } from '../domain/file-keys.ts';
import { resourceTypeOf } from '../domain/resource-types.ts';
import { inspectResource } from '../resources/inspect-resource.ts';
import type { Asset } from '../store/asset-store.ts';
import type { Judgement } from '../store/judged-asset.ts';
import { ScanFile } from './scan-file.ts';

/** Puts a file of a course to where it is downloaded from, when nothing speaks against it. */
@Injectable()
export class KeepResource {
  readonly #stores: FileStores;
  readonly #scan: ScanFile;

  constructor(stores: FileStores, scan: ScanFile) {
    this.#stores = stores;
    this.#scan = scan;
  }

  /** @throws FileRefused, ScannerUnavailable */
  async run({ id: mediaId, purpose, filename, size }: Asset): Promise<Judgement> {
    const { ingest, delivery } = this.#stores;
    const source = sourceKey(mediaId, purpose);
    await ingest.withLocalFile(source, (path) => inspectResource({ path, filename, size }));
    await this.#scan.run(async () => (await ingest.read(source)).stream);
    const key = resourceKey(mediaId);
    await delivery.write(key, (await ingest.read(source)).stream);
    const contentType = resourceTypeOf(filename)?.contentType ?? 'application/octet-stream';
    return { status: 'ready', contentType, size, sourceKey: key };
  }

  async forget(mediaId: string): Promise<void> {
    await this.#stores.delivery.delete(resourceKey(mediaId));
    await this.#stores.ingest.delete(sourceKey(mediaId, 'resource'));
  }
}
