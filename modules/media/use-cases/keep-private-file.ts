import { Readable } from 'node:stream';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { avatarKey, documentKey, sourceKey } from '../domain/file-keys.ts';
import { redrawAvatar } from '../images/redraw-image.ts';
import { judgeDocument } from '../private-files/judge-document.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import type { Asset } from '../store/asset-store.ts';
import type { Judgement } from '../store/judged-asset.ts';
import { ScanFile } from './scan-file.ts';

/** The size that an address without a wish for another one leads to. */
export const usualAvatarSize = 128;

/** Keeps what we make of what a person uploaded about themselves. */
@Injectable()
export class KeepPrivateFile {
  readonly #stores: FileStores;
  readonly #privateFiles: PrivateFiles;
  readonly #scan: ScanFile;

  constructor(stores: FileStores, privateFiles: PrivateFiles, scan: ScanFile) {
    this.#stores = stores;
    this.#privateFiles = privateFiles;
    this.#scan = scan;
  }

  /** @throws FileRefused, ScannerUnavailable */
  async run({ id: mediaId, purpose, filename, size }: Asset): Promise<Judgement> {
    const source = sourceKey(mediaId, purpose);
    const bytes = await this.#privateFiles.readWhole(source, { mediaId, size });
    await this.#scan.run(async () => Readable.from([bytes]));
    if (purpose === 'avatar') return this.#keepAvatar(mediaId, bytes);
    return this.#keepDocument(mediaId, filename, bytes);
  }

  async #keepDocument(mediaId: string, filename: string, content: Buffer): Promise<Judgement> {
    const { contentType, bytes } = await judgeDocument(filename, content);
    const key = documentKey(mediaId);
    const size = bytes.length;
    await this.#privateFiles.write(key, { mediaId, size }, Readable.from([bytes]));
    return { status: 'ready', contentType, size, sourceKey: key };
  }

  async #keepAvatar(mediaId: string, content: Buffer): Promise<Judgement> {
    const sizes = await redrawAvatar(content);
    for (const { size, bytes } of sizes) {
      await this.#stores.delivery.write(avatarKey(mediaId, size), bytes);
    }
    const size = sizes.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const key = avatarKey(mediaId, usualAvatarSize);
    return { status: 'ready', contentType: 'image/webp', size, sourceKey: key };
  }
}
