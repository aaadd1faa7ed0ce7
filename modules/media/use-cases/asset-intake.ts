import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { sourceKey } from '../domain/file-keys.ts';
import type { DocumentKind } from '../domain/document-kind.ts';
import { isJudged, type MediaPurpose } from '../domain/media-purpose.ts';
import { sniffImage, sniffedBytes } from '../domain/sniff-image.ts';
import { mediaUploaded } from '../events.ts';
import { encodeJob, encodeJobKey } from '../encode-job.ts';
import { judgeJob } from '../judge-job.ts';
import { FileRefused } from '../private-files/refusal.ts';
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

const processing: FirstState = { ...ready, status: 'processing', progress: 0 };

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

  /** Looks at the content as far as that is done in an instant; the rest is for the job. */
  async judge({ mediaId, purpose }: Pick<ArrivedFile, 'mediaId' | 'purpose'>): Promise<FirstState> {
    if (purpose !== 'thumbnail') return processing;
    const key = sourceKey(mediaId, purpose);
    const head = await readHead(this.#stores.ingest, key, sniffedBytes);
    if (head && sniffImage(head)) return processing;
    const { code, message } = new FileRefused('not_an_image');
    return { ...processing, status: 'failed', errorCode: code, errorMessage: message };
  }

  /** Of a file that is not taken after all. */
  async forget({ mediaId, purpose }: Pick<ArrivedFile, 'mediaId' | 'purpose'>): Promise<void> {
    await this.#stores.ingest.delete(sourceKey(mediaId, purpose));
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
    if (isJudged(purpose)) return this.#jobs.enqueue(tx, judgeJob, { mediaId });
    await this.#jobs.enqueue(tx, encodeJob, { mediaId }, { key: encodeJobKey(mediaId) });
  }
}
