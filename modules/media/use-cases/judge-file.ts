import { Readable } from 'node:stream';
import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { avatarKey, documentKey, sourceKey } from '../domain/file-keys.ts';
import { isPrivate, type PrivatePurpose } from '../domain/media-purpose.ts';
import { fileStored } from '../events.ts';
import { judgeDocument } from '../private-files/judge-document.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { redrawAvatar } from '../private-files/redraw-image.ts';
import { FileRefused } from '../private-files/refusal.ts';
import { forgetFiles } from '../private-files/forget-files.ts';
import { ScanFile } from './scan-file.ts';
import { type Asset, findAsset } from '../store/asset-store.ts';
import { endJudgement, type Judgement } from '../store/judged-asset.ts';

/** The size that an address without a wish for another one leads to. */
const usualAvatarSize = 128;

type PrivateAsset = Asset & { readonly purpose: PrivatePurpose };

/**
 * Looks at what a person uploaded about themselves: keeps what we make of it, and forgets the file
 * as it came. Run again after a crash it does the same once more.
 */
@Injectable()
export class JudgeFile {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #privateFiles: PrivateFiles;
  readonly #outbox: Outbox;
  readonly #scan: ScanFile;

  constructor(
    db: Db,
    stores: FileStores,
    privateFiles: PrivateFiles,
    outbox: Outbox,
    scan: ScanFile,
  ) {
    this.#db = db;
    this.#stores = stores;
    this.#privateFiles = privateFiles;
    this.#outbox = outbox;
    this.#scan = scan;
  }

  /** @throws ScannerUnavailable: nothing is published before the scanner was asked */
  async run(ctx: Ctx, mediaId: string): Promise<void> {
    const asset = await this.#db.inTx(ctx, (tx) => findAsset(tx, mediaId));
    if (!asset || !isPrivateAsset(asset)) return;
    if (asset.status === 'processing') {
      const judgement = await this.#judge(asset);
      const isStillThere = await this.#db.inTx(ctx, async (tx) => {
        const hasEnded = await endJudgement(tx, mediaId, judgement);
        if (hasEnded && judgement.status === 'ready') {
          await this.#outbox.emit(tx, storedEvent(asset));
        }
        return hasEnded || (await findAsset(tx, mediaId)) !== undefined;
      });
      if (!isStillThere) await forgetFiles(this.#stores, mediaId);
    }
    // Last: a run that dies before finds it again.
    await this.#stores.ingest.delete(sourceKey(mediaId, asset.purpose));
  }

  async #judge(asset: PrivateAsset): Promise<Judgement> {
    const { id: mediaId, purpose, filename, size } = asset;
    const source = sourceKey(mediaId, purpose);
    const bytes = await this.#privateFiles.readWhole(source, { mediaId, size });
    try {
      await this.#scan.run(async () => Readable.from([bytes]));
      if (purpose === 'avatar') return await this.#keepAvatar(mediaId, bytes);
      return await this.#keepDocument(mediaId, filename, bytes);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return { status: 'failed', errorCode: error.code, errorMessage: error.message };
    }
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

function isPrivateAsset(asset: Asset): asset is PrivateAsset {
  return isPrivate(asset.purpose);
}

function storedEvent({ id: mediaId, ownerId, purpose, documentKind }: PrivateAsset) {
  const url = purpose === 'avatar' ? `/images/${avatarKey(mediaId, usualAvatarSize)}` : null;
  return eventOf(fileStored, { mediaId, ownerId, purpose, documentKind, url });
}
