import { Readable } from 'node:stream';
import { hkdfSync } from 'node:crypto';
import { type Files, FileStores } from '@edumaster/files';
import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { lengthOfPart, partSizeOf } from '../domain/upload-parts.ts';
import { openFile, sealedFileSize, sealedLength, sealFile, sealPart } from './sealed-format.ts';

/** A private file: its id, and the bytes of its content. */
export interface PrivateFile {
  readonly mediaId: string;
  readonly size: number;
}

/**
 * The file store with a lock on it: what goes through here lies on the disk encrypted, with a key of
 * its own for each file, from the first byte that arrives.
 */
@Injectable()
export class PrivateFiles {
  readonly #files: Files;
  readonly #rootKey: Buffer;

  constructor(stores: FileStores, installation: Installation) {
    this.#files = stores.ingest;
    this.#rootKey = derivedKey(installation.rootSecret, 'private-files');
  }

  /** How large an upload and its parts are on the disk. */
  storedSizes({ size }: Pick<PrivateFile, 'size'>): { size: number; partSize: number } {
    const plainPart = partSizeOf(size);
    const partSize = sealedLength(Math.min(plainPart, size));
    return { size: sealedFileSize({ size, partSize: plainPart }), partSize };
  }

  /** What to store of a part that arrives; destroying it destroys the body. */
  part(file: PrivateFile, number: number, body: Readable): Readable {
    const sealed = this.#sealed(file);
    if (lengthOfPart(sealed, number) === undefined) throw new Error(`there is no part ${number}`);
    return Readable.from(sealPart(sealed, number, body), { objectMode: false });
  }

  async write(key: string, file: PrivateFile, body: Readable): Promise<void> {
    const sealed = Readable.from(sealFile(this.#sealed(file), body), { objectMode: false });
    await this.#files.write(key, sealed);
  }

  /** @throws FilesError `not_found`; the stream fails with `SealBroken` */
  async read(key: string, file: PrivateFile): Promise<Readable> {
    const { stream } = await this.#files.read(key);
    return Readable.from(openFile(this.#sealed(file), stream), { objectMode: false });
  }

  /** The whole content in memory. @throws FilesError `not_found`, SealBroken */
  async readWhole(key: string, file: PrivateFile): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.read(key, file)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  #sealed({ mediaId, size }: PrivateFile) {
    const key = Buffer.from(hkdfSync('sha256', this.#rootKey, '', `file ${mediaId}`, 32));
    return { key, fileId: mediaId, size, partSize: partSizeOf(size) };
  }
}
