import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';
import { avatarKey, sourceKey } from '../domain/file-keys.ts';
import { isJudged, isPrivate, type PrivatePurpose } from '../domain/media-purpose.ts';
import { fileStored, resourceStored } from '../events.ts';
import { forgetFiles } from '../private-files/forget-files.ts';
import { FileRefused } from '../private-files/refusal.ts';
import { type Asset, findAsset } from '../store/asset-store.ts';
import { endJudgement, type Judgement } from '../store/judged-asset.ts';
import { KeepPrivateFile, usualAvatarSize } from './keep-private-file.ts';
import { KeepResource } from './keep-resource.ts';
import { KeepThumbnail } from './keep-thumbnail.ts';

type PrivateAsset = Asset & { readonly purpose: PrivatePurpose };

/**
 * Looks at what a person uploaded: keeps what we make of it, and forgets the file as it came. Run
 * again after a crash it does the same once more.
 */
@Injectable()
export class JudgeFile {
  readonly #db: Db;
  readonly #stores: FileStores;
  readonly #outbox: Outbox;
  readonly #privateFile: KeepPrivateFile;
  readonly #thumbnail: KeepThumbnail;
  readonly #resource: KeepResource;

  constructor(
    db: Db,
    stores: FileStores,
    outbox: Outbox,
    privateFile: KeepPrivateFile,
    thumbnail: KeepThumbnail,
    resource: KeepResource,
  ) {
    this.#db = db;
    this.#stores = stores;
    this.#outbox = outbox;
    this.#privateFile = privateFile;
    this.#thumbnail = thumbnail;
    this.#resource = resource;
  }

  /** @throws ScannerUnavailable: nothing is published before the scanner was asked */
  async run(ctx: Ctx, mediaId: string): Promise<void> {
    const asset = await this.#db.inTx(ctx, (tx) => findAsset(tx, mediaId));
    if (!asset || !isJudged(asset.purpose)) return;
    if (asset.status === 'processing') {
      const judgement = await this.#judge(asset);
      const isStillThere = await this.#db.inTx(ctx, async (tx) => {
        const hasEnded = await endJudgement(tx, mediaId, judgement);
        if (hasEnded && judgement.status === 'ready') await this.#announce(tx, asset);
        return hasEnded || (await findAsset(tx, mediaId)) !== undefined;
      });
      if (!isStillThere) await this.#forget(asset);
    }
    // Last: a run that dies before finds it again.
    await this.#stores.ingest.delete(sourceKey(mediaId, asset.purpose));
  }

  async #judge(asset: Asset): Promise<Judgement> {
    try {
      if (isPrivateAsset(asset)) return await this.#privateFile.run(asset);
      if (asset.purpose === 'thumbnail') return await this.#thumbnail.run(asset.id);
      return await this.#resource.run(asset);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return { status: 'failed', errorCode: error.code, errorMessage: error.message };
    }
  }

  async #announce(tx: Tx, asset: Asset): Promise<void> {
    if (isPrivateAsset(asset)) await this.#outbox.emit(tx, storedEvent(asset));
    if (asset.purpose !== 'resource') return;
    const { id: mediaId, ownerId, lectureId, filename, size } = asset;
    const stored = { mediaId, ownerId, lectureId, filename, size };
    await this.#outbox.emit(tx, eventOf(resourceStored, stored));
  }

  /** Its row went meanwhile. */
  async #forget({ id, purpose }: Asset): Promise<void> {
    if (isPrivate(purpose)) return forgetFiles(this.#stores, id);
    if (purpose === 'thumbnail') return this.#thumbnail.forget(id);
    return this.#resource.forget(id);
  }
}

function isPrivateAsset(asset: Asset): asset is PrivateAsset {
  return isPrivate(asset.purpose);
}

function storedEvent({ id: mediaId, ownerId, purpose, documentKind }: PrivateAsset) {
  const url = purpose === 'avatar' ? `/images/${avatarKey(mediaId, usualAvatarSize)}` : null;
  return eventOf(fileStored, { mediaId, ownerId, purpose, documentKind, url });
}
