import { type Quota, Quotas } from '@edumaster/counters';
import type { Tx } from '@edumaster/database';
import { type Files, FilesError, FileStores } from '@edumaster/files';
import type { Ctx } from '@edumaster/kernel';
import { Tenancy } from '@edumaster/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { type MediaSettings, mediaSettingsToken } from '../config.ts';
import { requireStorageRoom } from '../store/storage-room.ts';
import type { Upload } from '../store/upload-store.ts';

const gigabyte = 1_000 ** 3;

type Measured = Pick<Upload, 'id' | 'ownerId' | 'purpose'>;

/**
 * How much video a person may send within a day, and how much a tenant may keep by its tier: what is
 * announced counts, until it is given up.
 */
@Injectable()
export class VideoAllowance {
  readonly #quotas: Quotas;
  readonly #files: Files;
  readonly #tenancy: Tenancy;
  readonly #quota: Quota;

  constructor(
    quotas: Quotas,
    stores: FileStores,
    tenancy: Tenancy,
    @Inject(mediaSettingsToken) { EDUMASTER_VIDEO_BYTES_PER_DAY: most }: MediaSettings,
  ) {
    this.#quotas = quotas;
    this.#files = stores.ingest;
    this.#tenancy = tenancy;
    this.#quota = {
      name: 'video-bytes',
      most,
      windowSeconds: 24 * 60 * 60,
      refusal: `You can upload ${Number((most / gigabyte).toFixed(3))} GB of video a day`,
    };
  }

  /** Bytes that the tenant may keep; null without limit. */
  async mostBytes(ctx: Ctx): Promise<number | null> {
    return (await this.#tenancy.allowance(ctx)).storageBytes;
  }

  /**
   * Of an upload that was inserted just now.
   * @param mostBytes as `mostBytes` gave it before the transaction
   * @throws AppError `too_many_requests`, `tier_limit_reached`
   */
  async reserve(
    tx: Tx,
    upload: Measured & { readonly size: number },
    mostBytes: number | null,
  ): Promise<void> {
    await requireStorageRoom(tx, mostBytes);
    if (upload.purpose !== 'lecture-video') return;
    await this.#quotas.use(tx, this.#useOf(upload, upload.size));
  }

  /**
   * Of an upload that was given up: what never arrived may be sent as another video. Takes no part
   * in a transaction that sends nothing, as it asks the file store.
   */
  async receivedBytes({ storedUpload }: Pick<Upload, 'storedUpload'>): Promise<number> {
    const parts = await this.#files.listParts(storedUpload).catch((error: unknown) => {
      if (error instanceof FilesError && error.code === 'no_such_upload') return undefined;
      throw error;
    });
    return parts?.reduce((sum, { size }) => sum + size, 0) ?? Infinity;
  }

  /** Counts what has arrived instead of what was announced. */
  async settle(tx: Tx, upload: Measured, receivedBytes: number): Promise<void> {
    if (upload.purpose !== 'lecture-video' || !Number.isFinite(receivedBytes)) return;
    await this.#quotas.reduce(tx, this.#useOf(upload, receivedBytes));
  }

  #useOf({ id, ownerId }: Measured, amount: number) {
    return { quota: this.#quota, userId: ownerId, id, amount };
  }
}
