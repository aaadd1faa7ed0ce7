import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { imageKey, sourceKey } from '../domain/file-keys.ts';
import type { DocumentKind } from '../domain/document-kind.ts';
import { isPrivate, type MediaPurpose } from '../domain/media-purpose.ts';
import { sniffImage, sniffedBytes } from '../domain/sniff-image.ts';
import { mediaUploaded } from '../events.ts';
import { encodeJob, encodeJobKey } from '../encode-job.ts';
import { judgeJob } from '../judge-job.ts';
import { insertAsset } from '../store/asset-store.ts';
import { readHead } from '../store/read-head.ts';

export interface ArrivedFile {
  readonly mediaId: string;
  readonly ownerId: string;
  readonly purpose: MediaPurpose;
  readonly filename: string;
  readonly size: number;
  readonly lectureId: string | null;
  readonly documentKind: DocumentKind | null;
}

type FirstState = Pick<
  Parameters<typeof insertAsset>[1],
  'status' | 'progress' | 'contentType' | 'errorCode' | 'errorMessage'
>;

const ready: FirstState = {
  status: 'ready',
  progress: 100,
  contentType: null,
  errorCode: null,
  errorMessage: null,
};

/** Makes a media of a file that lies whole in the file store. */
@Injectable()
export class AssetIntake {
  readonly #stores: FileStores;
  readonly #outbox: Outbox;
  readonly #jobs: Jobs;

  constructor(stores: FileStores, outbox: Outbox, jobs: Jobs) {
    this.#stores = stores;
    this.#outbox = outbox;
    this.#jobs = jobs;
  }

  /**
   * Looks at the content, outside a transaction, as far as that is done in an instant, and puts an
   * image that everybody may see to where it is served.
   */
  async judge({ mediaId, purpose }: Pick<ArrivedFile, 'mediaId' | 'purpose'>): Promise<FirstState> {
    if (isPrivate(purpose)) return { ...ready, status: 'processing', progress: 0 };
    if (purpose === 'lecture-video') return { ...ready, status: 'processing', progress: 0 };
    if (purpose !== 'thumbnail') return ready;
    const key = sourceKey(mediaId, purpose);
    const head = await readHead(this.#stores.ingest, key, sniffedBytes);
    const contentType = head && sniffImage(head);
    if (contentType) {
      const { stream } = await this.#stores.ingest.read(key);
      await this.#stores.delivery.write(imageKey(mediaId), stream);
      return { ...ready, contentType };
    }
    return {
      ...ready,
      status: 'failed',
      progress: 0,
      errorCode: 'not_an_image',
      errorMessage: 'This file is not a PNG, JPEG or WebP image. Please upload one of these.',
    };
  }

  /** Of a file that is not taken after all. */
  async forget({ mediaId, purpose }: Pick<ArrivedFile, 'mediaId' | 'purpose'>): Promise<void> {
    await this.#stores.ingest.delete(sourceKey(mediaId, purpose));
    await this.#stores.delivery.delete(imageKey(mediaId));
  }

  async take(tx: Tx, file: ArrivedFile, state: FirstState): Promise<void> {
    const { mediaId, ownerId, purpose, filename, size, lectureId, documentKind } = file;
    const source = sourceKey(mediaId, purpose);
    const asset = { id: mediaId, ownerId, purpose, filename, size, lectureId, documentKind };
    const isEncoded = purpose === 'lecture-video' && state.status === 'processing';
    const work = isEncoded ? ({ encodingEdition: 1, stage: 'queued' } as const) : {};
    await insertAsset(tx, { ...asset, ...state, ...work, sourceKey: source });
    await this.#outbox.emit(tx, eventOf(mediaUploaded, { mediaId, ownerId, purpose, lectureId }));
    if (state.status !== 'processing') return;
    if (isPrivate(purpose)) return this.#jobs.enqueue(tx, judgeJob, { mediaId });
    await this.#jobs.enqueue(tx, encodeJob, { mediaId }, { key: encodeJobKey(mediaId) });
  }
}
